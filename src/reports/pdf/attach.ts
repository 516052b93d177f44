/** Files inside the document, so that a machine can check what the paper says. */
import type { Paper } from './paper.js';

export type Attachment = {
  readonly name: string;
  readonly type: 'application/json' | 'text/csv' | 'text/plain';
  readonly description: string;
  readonly text: string;
};

/** Attaches a file, and gives its name. */
export const attach = ({ doc, at }: Paper, { name, type, description, text }: Attachment): string => {
  doc.file(Buffer.from(text, 'utf8'), {
    name,
    type,
    description,
    relationship: 'Data',
    creationDate: at,
    modifiedDate: at,
  });
  return name;
};
