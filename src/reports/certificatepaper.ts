/** The certificate of a purge on paper: the same facts as the signed file, whose digest stands on it. */
import { type Certificate, certificateDigest, type CopyKind, honestLimit } from './certificate.js';
import { closePaper, frame, openPaper, type Paper, put, room, styles, tagged } from './pdf/paper.js';
import { answers, paragraph, section } from './pdf/prose.js';
import { code } from './pdf/code.js';
import { table } from './pdf/table.js';
import { grouping, moment, number } from './words.js';

type Rows = readonly (readonly [string, string])[];

const particulars = (paper: Paper, caption: string, rows: Rows): void =>
  table(paper, {
    caption,
    columns: [
      { head: 'What', width: 2 },
      { head: 'Figure', width: 5 },
    ],
    rows,
  });

const what = ({ purge, destroyed }: Certificate): Rows => [
  ['Retention class and UTC day', `${purge.class}, ${purge.date}`],
  ['Kept for', `${purge.days} days, until ${moment(purge.dueAt)}`],
  ['Schedule', purge.schedule ?? 'none adopted; the strictest clock applied'],
  ['Units destroyed', number(destroyed.units)],
  ['Merkle root over them', grouping(destroyed.root)],
  ['Key fingerprint', destroyed.fingerprint ? grouping(destroyed.fingerprint) : 'keys of single units'],
  ['Encrypted with', destroyed.algorithm],
  ['Destroyed by', destroyed.method],
  ['Key destroyed', moment(destroyed.keyDestroyedAt)],
  [
    'Deleted with it',
    `${destroyed.parts === null ? 'no' : number(destroyed.parts)} ciphertexts, ${number(destroyed.images)} pictures, ` +
      `${number(destroyed.rows)} rows blanked`,
  ],
];

const keptRows = ({ kept }: Certificate): Rows => [
  ['Units kept', number(kept.units)],
  ['Merkle root over them', grouping(kept.root)],
  ['Holds examined', kept.holds.length === 0 ? 'none in force' : kept.holds.join(', ')],
  ['Downloads on a clock of their own', number(kept.downloads)],
];

const who = ({ people }: Certificate): Rows => [
  ['Proposed', `${moment(people.proposedAt)} by ${people.proposedBy}`],
  ['Approved', `${moment(people.approvedAt)} by ${people.approvedBy}`],
  ['Carried out', `${moment(people.committedAt)}, not before ${people.coolingHours} hours had passed`],
  ['Time vouched for', moment(people.vouchedAt)],
];

const checks = ({ verification: done, ledger }: Certificate): Rows => [
  ['Key', done.keyAbsent ? 'absent from the key store' : 'STILL THERE'],
  ['Left of ciphertexts, pictures and rows', `${done.partsLeft}, ${done.imagesLeft} and ${done.rowsLeft}`],
  ['Files read byte by byte', `${number(done.files)}, ${number(done.bytes)} bytes`],
  [
    'Searched for',
    `${number(done.patterns.keys)} pieces of keys, ${number(done.patterns.ciphertexts)} of ciphertexts, ` +
      `${number(done.patterns.plates)} plates known from nowhere else`,
  ],
  ['Found', number(done.residue)],
  ['Interrupted', done.resumed ? 'yes; after the restart the bytes of the key itself could not be searched for' : 'no'],
  ['Ledger', ledger.adapter],
  ...ledger.events.map(({ type, position, leaf }): readonly [string, string] => [
    type,
    `position ${position}, leaf ${grouping(leaf)}`,
  ]),
];

type Head = NonNullable<Certificate['ledger']['checkpoint']>;

const signedRows = ({ origin, size, root, witnesses, timestamps }: Head): Rows => {
  const names = (of: Head['witnesses'], none: string): string =>
    of.length === 0 ? none : of.map(({ name, at }) => `${name}, ${moment(at)}`).join('; ');
  return [
    ['Ledger', origin],
    ['Checkpoint signed before this certificate', `${number(size)} events, root ${grouping(root)}`],
    ['Witnesses who cosigned it', names(witnesses, 'none by then')],
    ['Time-stamps over it', names(timestamps, 'none by then')],
  ];
};

const copyWords: Readonly<Record<CopyKind, string>> = {
  exports: 'Exports of rows',
  releases: 'Releases',
  evidence: 'Evidence packages',
  reports: 'Reports that count the day',
  backups: 'Copies made since that day',
};

const copyRows = (copies: NonNullable<Certificate['copies']>): Rows =>
  (Object.keys(copyWords) as CopyKind[]).map((kind) => {
    const { count, listed } = copies[kind];
    const named = listed.map(({ id, at }) => `${id} (${at.slice(0, 10)})`).join(', ');
    const all = `${number(count)}: ${named}${count > listed.length ? ', …' : ''}`;
    return [copyWords[kind], count === 0 ? 'none' : all];
  });

const evidenceCode = (paper: Paper, { certificateId }: Certificate, digest: string): void => {
  room(paper, 100);
  code(paper, {
    text: `alpr-ledger certificate ${certificateId}\nsha256 ${digest}\n`,
    x: frame.left,
    y: paper.y,
    side: 90,
    alt: 'QR code of the certificate’s id and the digest of its signed file',
  });
  paper.y += 100;
};

/**
 * Renders it. The same certificate gives the same paper.
 * @param file the signed file, as it is kept
 */
export const renderCertificate = async (certificate: Certificate, file: string): Promise<Uint8Array> => {
  const title = `Certificate of Purge: ${certificate.purge.class}, ${certificate.purge.date}`;
  const paper = openPaper({ title, subject: certificate.agency, at: new Date(certificate.issuedAt) });
  const digest = certificateDigest(file);
  paper.section = paper.doc.struct('Sect', { title });
  paper.root.add(paper.section);
  const { y } = paper;
  tagged(paper, paper.section, 'H1', () =>
    put(paper, title, frame.left, y - 30, styles.h2, { width: frame.width, lines: 1 }),
  );
  paragraph(paper, `${certificate.agency}. Certificate ${certificate.certificateId}, ${moment(certificate.issuedAt)}.`);
  if (certificate.demonstration)
    paragraph(paper, 'DEMONSTRATION: nothing here is of a real department.', styles.strong);
  section(paper, '1', 'What was destroyed, and why', 120);
  answers(paper, ['430.8¶3.1', '430.8¶3.2'], ['430.4A(f)']);
  particulars(paper, 'What was destroyed.', what(certificate));
  section(paper, '2', 'What was kept', 100);
  particulars(paper, 'What a hold or a clock of its own keeps.', keptRows(certificate));
  section(paper, '3', 'Who decided', 100);
  particulars(paper, 'The two people, and the hours between.', who(certificate));
  section(paper, '4', 'How it was made sure', 120);
  particulars(paper, 'What was looked for afterwards, and found.', checks(certificate));
  const { checkpoint } = certificate.ledger;
  if (checkpoint) particulars(paper, 'The ledger, and who outside bears it out.', signedRows(checkpoint));
  section(paper, '5', 'What this certificate does not say', 120);
  paragraph(paper, honestLimit);
  if (certificate.copies)
    particulars(paper, 'What holds something of the day outside, by the registers.', copyRows(certificate.copies));
  paragraph(
    paper,
    `Copies of the keys are destroyed by ${moment(certificate.backups.keysGoneBy)}, copies of ciphertexts by ` +
      `${moment(certificate.backups.sealedPartsGoneBy)}, as the rule on backups says.`,
  );
  paragraph(paper, `Signed file (SHA-256): ${grouping(digest)}`, styles.mono);
  paragraph(paper, 'Check it anywhere: alpr-ledger purge verify FILE.', styles.note);
  evidenceCode(paper, certificate, digest);
  return closePaper(paper);
};
