/** What the Administrator attests and adopts: the posting of the policy, monitoring, safeguards, hosting. */
import type { ReactNode } from 'react';
import type { Row } from '../asking.tsx';
import { api } from '../calling.ts';
import { Deed } from '../pieces/deed.tsx';
import { Due } from '../pieces/due.tsx';
import { type Choice, choicesOf, endOf, inWords, startOf } from '../pieces/fields.tsx';
import { Empty } from '../pieces/refusal.tsx';
import { MemberOf } from '../pieces/registers.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { Said, When } from '../pieces/said.tsx';
import { Section } from '../pieces/section.tsx';
import { Status } from '../pieces/status.tsx';
import { useWho } from '../session.ts';

const Post = (): ReactNode => {
  const { policyInForce } = useWho();
  return (
    <Deed
      name="posting"
      label="Attest the posting"
      about="That the policy in force stands at this address for everybody. It is fetched and compared every day."
      fields={{ url: { kind: 'text', label: 'Address of the page', longest: 500 } }}
      perform={({ url }, key) =>
        api.POST('/policy/posting', { params: { header: key }, body: { url, policy: policyInForce ?? '' } })
      }
      changes={['postings', 'duties', 'attention']}
    />
  );
};

const Check = (): ReactNode => (
  <Deed
    name="posting-check"
    label="Look now"
    about="Fetches the posted policy and compares it."
    perform={(_, key) => api.POST('/policy/posting/check', { params: { header: key } })}
    changes={['postings']}
  />
);

const safeguards = ['operational', 'administrative', 'technical', 'physical'] as const;

const Safeguard = (): ReactNode => (
  <Deed
    name="safeguard"
    label="Attest safeguards"
    fields={{
      safeguard: { kind: 'choice', label: 'Which', choices: choicesOf(safeguards) },
      document: { kind: 'document', label: 'What it rests on' },
    }}
    perform={(body, key) => api.POST('/assurances/safeguards', { params: { header: key }, body })}
    changes={['assurances', 'duties', 'attention']}
  />
);

const Hosting = (): ReactNode => (
  <Deed
    name="hosting"
    label="Attest the hosting"
    fields={{
      redundant: { kind: 'yes', label: 'The data centre has full redundancy' },
      accessControlled: { kind: 'yes', label: 'Access to it is controlled' },
      document: { kind: 'document', label: 'What the host shows of both' },
    }}
    perform={(body, key) => api.POST('/assurances/hosting', { params: { header: key }, body })}
    changes={['assurances', 'duties', 'attention']}
  />
);

const Verify = (): ReactNode => (
  <Deed
    name="verify"
    label="Verify the ledger"
    about="Reads back every line, leaf and sealed part. On a large ledger it takes some minutes."
    perform={(_, key) => api.POST('/assurances/verification', { params: { header: key } })}
    changes={['assurances']}
  />
);

const Monitoring = ({
  members,
  detectors,
}: {
  readonly members: readonly Choice[];
  readonly detectors: string;
}): ReactNode => (
  <Deed
    name="monitoring"
    label="Adopt a monitoring plan"
    about="At least one who reviews does not administer the system (430.4)."
    fields={{
      detectors: { kind: 'text', label: 'What watches', about: 'Names of detectors, with commas', longest: 2000 },
      everyDays: { kind: 'number', label: 'Days between two reviews', most: 365 },
      sample: { kind: 'number', label: 'Events looked at each time', most: 10_000 },
      reviewers: { kind: 'several', label: 'Who reviews', choices: members },
    }}
    initial={{ detectors, everyDays: 7, sample: 20 }}
    perform={({ detectors: named, ...body }, key) =>
      api.POST('/monitoring/plan', {
        params: { header: key },
        body: {
          ...body,
          detectors: named
            .split(',')
            .map((one) => one.trim())
            .filter(Boolean),
        },
      })
    }
    changes={['monitoring-reviews', 'duties', 'attention']}
  />
);

const Reviewed = (): ReactNode => (
  <Deed
    name="reviewed"
    label="Record a review"
    fields={{
      looked: { kind: 'number', label: 'Events looked at' },
      from: { kind: 'day', label: 'First day' },
      to: { kind: 'day', label: 'Last day' },
      note: { kind: 'words', label: 'What was found', longest: 10_000 },
    }}
    perform={({ from, to, ...body }, key) =>
      api.POST('/monitoring/reviews', {
        params: { header: key },
        body: { ...body, from: startOf(from), to: endOf(to) },
      })
    }
    changes={['monitoring-reviews', 'duties', 'attention']}
  />
);

const postingColumns: readonly Column<Row>[] = [
  { head: 'Address', cell: ({ url }) => <Said>{url}</Said> },
  { head: 'Attested', cell: ({ postedAt }) => <When at={postedAt} days /> },
  { head: 'Again by', cell: ({ attestAgainBy }) => <Due by={attestAgainBy} soon={30} /> },
  {
    head: 'Last look',
    cell: ({ drift, driftAt }) =>
      drift ? (
        <span className="due">
          <Status kind="bad">{inWords(drift)}</Status> <When at={driftAt} days />
        </span>
      ) : (
        <Status kind="good">as attested</Status>
      ),
  },
];

const assuranceColumns = (members: readonly Row[]): readonly Column<Row>[] => [
  { head: 'What', cell: ({ kind }) => inWords(kind) },
  { head: 'When', cell: ({ at }) => <When at={at} /> },
  { head: 'By', cell: ({ by }) => <MemberOf id={by} members={members} /> },
  { head: 'Again by', cell: ({ attestAgainBy }) => attestAgainBy !== null && <Due by={attestAgainBy} soon={30} /> },
  {
    head: 'Found',
    cell: ({ problems, treeSize }) => {
      if (problems === null) return null;
      if (Number(problems) > 0) return <Status kind="bad">{`${String(problems)} problems`}</Status>;
      return <Status kind="good">{`${Number(treeSize).toLocaleString()} events intact`}</Status>;
    },
  },
];

const monitoringColumns = (members: readonly Row[]): readonly Column<Row>[] => [
  { head: 'What', cell: ({ kind }) => (kind === 'plan' ? 'plan adopted' : 'review') },
  { head: 'When', cell: ({ at }) => <When at={at} days /> },
  { head: 'By', cell: ({ by }) => <MemberOf id={by} members={members} /> },
  {
    head: 'Of what',
    cell: ({ kind, detectors, everyDays, sample, looked, note }) =>
      kind === 'plan' ? (
        `${(detectors as readonly string[]).length} detectors every ${String(everyDays)} days, ${String(sample)} acts`
      ) : (
        <>
          {`${String(looked)} events. `}
          <Said>{note}</Said>
        </>
      ),
  },
];

type Given = Readonly<
  Record<'monitoring-reviews' | 'postings' | 'procedures' | 'assurances' | 'members', readonly Row[]>
>;

/** Names of detectors to begin with: what the policy is most often broken by. */
const usual = 'repeat-target, vague-reason';

export const Attestations = ({ postings, assurances, members, 'monitoring-reviews': monitoring }: Given): ReactNode => {
  const choices = members
    .filter(({ revokedAt }) => revokedAt === null)
    .map(({ id, name, username }) => ({ value: id, label: String(name ?? username ?? id.slice(0, 8)) }));
  const plan = monitoring.find(({ kind }) => kind === 'plan');
  const detectors = (plan?.['detectors'] as readonly string[] | undefined)?.join(', ') ?? usual;
  return (
    <>
      <Section
        title="Attestations and verifications"
        count={assurances.length}
        actions={
          <>
            <Verify />
            <Safeguard />
            <Hosting />
          </>
        }
      >
        {assurances.length === 0 ? (
          <Empty>None yet. The safeguards, the hosting and the ledger itself are attested here.</Empty>
        ) : (
          <Rows label="Attestations and verifications" rows={assurances} columns={assuranceColumns(members)} />
        )}
      </Section>
      <Section
        title="Posting of the policy"
        count={postings.length}
        actions={
          <>
            <Post />
            {postings.length > 0 && <Check />}
          </>
        }
      >
        {postings.length === 0 ? (
          <Empty>Not attested yet. The policy is to stand where everybody can read it.</Empty>
        ) : (
          <Rows label="Posting of the policy" rows={postings} columns={postingColumns} />
        )}
      </Section>
      <Section
        title="Monitoring"
        count={monitoring.length}
        actions={
          <>
            <Reviewed />
            <Monitoring members={choices} detectors={detectors} />
          </>
        }
      >
        {monitoring.length === 0 ? (
          <Empty>No plan is adopted. A plan names what watches, how often somebody looks, and at how much.</Empty>
        ) : (
          <Rows label="Monitoring" rows={monitoring} columns={monitoringColumns(members)} />
        )}
      </Section>
    </>
  );
};
