/** What stands over everything: that a department is made up, and that the line is lost while it is. */
import type { ReactNode } from 'react';
import { useReachable } from './connection.ts';
import { useSession } from './session.ts';

export const Bands = (): ReactNode => {
  const { door } = useSession();
  const reachable = useReachable();
  return (
    <>
      {door.demonstration && <div className="band band-demonstration">Demonstration: nothing here is real</div>}
      <div role="status">
        {!reachable && (
          <div className="band band-lost">
            No connection to the server. What you see and what you typed is kept in this page; it is not up to date.
          </div>
        )}
      </div>
    </>
  );
};
