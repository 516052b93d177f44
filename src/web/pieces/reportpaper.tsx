/** The paper of a report that was made: fetched as it was signed, and held against the digest on the ledger. */
import type { ReactNode } from 'react';
import { type Row, useInquiry } from '../asking.tsx';
import { api } from '../calling.ts';
import { DownloadButton } from './download.tsx';

/** @param report a row of the register `reports`, which was asked for under what one works on */
export const ReportPaper = ({ report }: { readonly report: Row }): ReactNode => {
  const why = useInquiry();
  const { id, quarter, kind, pdf } = report;
  const called = `${kind === 'total-detection' ? 'total-detection' : 'audit'}-report-${String(quarter).toUpperCase()}`;
  if (why === null) return null;
  return (
    <DownloadButton
      label="Download the paper"
      of={called.replaceAll('-', ' ')}
      file={`alpr-${called}.pdf`}
      digest={String(pdf)}
      perform={(key) =>
        api.POST('/papers/reports/{reportId}', {
          params: { path: { reportId: id }, header: key },
          body: { ...why, limit: 1 },
          parseAs: 'blob',
        })
      }
    />
  );
};
