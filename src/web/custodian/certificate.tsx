/** The certificate of a purge: its two files, whether the file agrees with the ledger, and how anyone checks it. */
import { Anchor, Code, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useInquiry } from '../asking.tsx';
import { api, type Key } from '../calling.ts';
import { DownloadButton } from '../pieces/download.tsx';
import { InquiryForm } from '../pieces/inquiry.tsx';
import { Fact } from '../pieces/said.tsx';
import { Status } from '../pieces/status.tsx';
import type { Purge } from './words.ts';

const digestOf = async (file: Blob): Promise<string | null> => {
  // Browsers make digests on secure addresses alone.
  if (!('subtle' in crypto)) return null;
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
};

type Format = 'json' | 'pdf';

const Verdict = ({ agrees }: { readonly agrees: boolean }): ReactNode =>
  agrees ? (
    <Status kind="good">the file agrees with the ledger</Status>
  ) : (
    <Status kind="bad">the file does not agree with the ledger</Status>
  );

export const Certificate = ({ purge }: { readonly purge: Purge }): ReactNode => {
  const why = useInquiry();
  const [verdicts, setVerdicts] = useState<Partial<Record<Format, boolean>>>({});
  const certificateId = purge.certificateId!;
  const expected = { json: purge.certificate, pdf: purge.paper };
  if (why === null) return <InquiryForm />;
  const fetching = (format: Format) => async (key: Key) => {
    const outcome = await api.POST('/retention/certificates/{certificateId}', {
      params: { path: { certificateId }, header: key },
      body: { ...why, limit: 1, format },
      parseAs: 'blob',
    });
    const file: unknown = outcome.data;
    const digest = file instanceof Blob ? await digestOf(file) : null;
    if (digest !== null) setVerdicts((known) => ({ ...known, [format]: digest === expected[format] }));
    return outcome;
  };
  return (
    <Stack gap="sm">
      {(['json', 'pdf'] as const).map((format) => (
        <Group key={format} gap="sm">
          <DownloadButton
            label={format === 'json' ? 'Download the signed file (JSON)' : 'Download the paper (PDF)'}
            file={`certificate-of-purge-${certificateId}.${format}`}
            perform={fetching(format)}
            primary={format === 'json'}
          />
          {verdicts[format] !== undefined && <Verdict agrees={verdicts[format]} />}
        </Group>
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
