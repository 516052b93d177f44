/** The certificate of a purge: its two files, whether the file agrees with the ledger, and how anyone checks it. */
import { Anchor, Code, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useInquiry } from '../asking.tsx';
import { api, type Key } from '../calling.ts';
import { DownloadButton } from '../pieces/download.tsx';
import { InquiryForm } from '../pieces/inquiry.tsx';
import { Fact } from '../pieces/said.tsx';
import type { Purge } from './words.ts';

type Format = 'json' | 'pdf';

export const Certificate = ({ purge }: { readonly purge: Purge }): ReactNode => {
  const why = useInquiry();
  const certificateId = purge.certificateId!;
  const expected = { json: purge.certificate, pdf: purge.paper };
  if (why === null) return <InquiryForm />;
  const fetching = (format: Format) => (key: Key) =>
    api.POST('/retention/certificates/{certificateId}', {
      params: { path: { certificateId }, header: key },
      body: { ...why, limit: 1, format },
      parseAs: 'blob',
    });
  return (
    <Stack gap="sm">
      {(['json', 'pdf'] as const).map((format) => (
        <DownloadButton
          key={format}
          label={format === 'json' ? 'Download the signed file (JSON)' : 'Download the paper (PDF)'}
          file={`certificate-of-purge-${certificateId}.${format}`}
          perform={fetching(format)}
          primary={format === 'json'}
          digest={expected[format]}
        />
      ))}
      <dl className="facts">
        <Fact label="SHA-256 of the file, on the ledger">
          <span className="digest" data-certificate>
            {purge.certificate}
          </span>
        </Fact>
        <Fact label="SHA-256 of the paper, on the ledger">
          <span className="digest">{purge.paper}</span>
        </Fact>
      </dl>
      <Text size="sm">
        Anyone checks the file without this server, by the{' '}
        <Anchor href="/ledger/keys" target="_blank" rel="noopener" underline="always" inherit>
          keys of the ledger
        </Anchor>
        :
      </Text>
      <Code block>{`alpr-ledger purge verify certificate-of-purge-${certificateId}.json --key KEY`}</Code>
    </Stack>
  );
};
