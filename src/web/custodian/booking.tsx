/** Booking what a hold keeps as evidence: encrypted for whoever may open it, put on a medium, with a manifest. */
import { Group, Paper, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useRefresh } from '../asking.tsx';
import { api } from '../calling.ts';
import type { components } from '../generated/api.d.ts';
import { useKeptForm } from '../kept.ts';
import { DownloadButton } from '../pieces/download.tsx';
import { choicesOf, type Field, FieldOf } from '../pieces/fields.tsx';
import { OpenWithAge } from './evidence.tsx';

type Media = components['schemas']['EvidenceBookingBody']['media'];

const fields: Readonly<Record<string, Field>> = {
  recipients: {
    kind: 'words',
    label: 'Who can open it',
    about: 'age recipients (age1…), one a line: the property room, the prosecutor, the defence.',
  },
  media: {
    kind: 'choice',
    label: 'Medium',
    choices: choicesOf(['usb-drive', 'hard-drive', 'optical-disc', 'memory-card', 'other']),
  },
  propertyNumber: { kind: 'text', label: 'Property number', longest: 60 },
  mediaId: { kind: 'text', label: 'Number on the medium', longest: 60 },
};

export const BookEvidence = ({ holdId }: { readonly holdId: string }): ReactNode => {
  const refresh = useRefresh();
  const form = useKeptForm(`book ${holdId}`, {
    initialValues: { recipients: '', media: 'usb-drive', propertyNumber: '', mediaId: '' },
  });
  const { recipients, media, propertyNumber, mediaId } = form.values;
  const given = [recipients, media, propertyNumber, mediaId].every((one) => one.trim() !== '');
  const booked = (): void => {
    form.taken();
    void refresh('registers', 'evidence');
  };
  return (
    <Paper withBorder p="md" component="section" aria-label="Book evidence">
      <Stack gap="sm">
        <Text component="h3" fw={650}>
          Book what it keeps
        </Text>
        {Object.entries(fields).map(([name, field]) => (
          <FieldOf
            key={name}
            field={field}
            value={form.values[name as keyof typeof form.values]}
            set={(value) => form.setFieldValue(name, value as never)}
          />
        ))}
        <Group>
          <DownloadButton
            label="Book it, and take the package"
            file={`evidence-${propertyNumber.replaceAll(/[^\w-]+/g, '') || 'package'}.tar`}
            disabled={!given}
            primary
            perform={(key) =>
              api.POST('/evidence', {
                params: { header: key },
                body: {
                  holdId,
                  media: media as Media,
                  propertyNumber,
                  mediaId,
                  recipients: recipients.split(/\s+/).filter((one) => one !== ''),
                },
                parseAs: 'blob',
              })
            }
            then={booked}
          />
        </Group>
        <OpenWithAge />
      </Stack>
    </Paper>
  );
};
