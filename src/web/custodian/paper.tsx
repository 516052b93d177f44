/** A signed paper about one hold or one release, drawn when it is asked for; its digest is on the ledger first. */
import type { ReactNode } from 'react';
import { useInquiry } from '../asking.tsx';
import { api } from '../calling.ts';
import { DownloadButton } from '../pieces/download.tsx';

export const HoldNotice = ({ holdId }: { readonly holdId: string }): ReactNode => {
  const why = useInquiry();
  if (why === null) return null;
  return (
    <DownloadButton
      label="Notice of the hold (PDF)"
      file={`hold-notice-${holdId}.pdf`}
      perform={(key) =>
        api.POST('/papers/holds/{holdId}', {
          params: { path: { holdId }, header: key },
          body: { ...why, limit: 100 },
          parseAs: 'blob',
        })
      }
    />
  );
};

export const Manifest = ({ releaseId }: { readonly releaseId: string }): ReactNode => {
  const why = useInquiry();
  if (why === null) return null;
  return (
    <DownloadButton
      label="Manifest (PDF)"
      file={`manifest-${releaseId}.pdf`}
      perform={(key) =>
        api.POST('/papers/releases/{releaseId}', {
          params: { path: { releaseId }, header: key },
          body: { ...why, limit: 100 },
          parseAs: 'blob',
        })
      }
    />
  );
};
