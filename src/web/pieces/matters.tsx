/** What needs somebody now, with how many there are, by when, and the page on which it is done. */
import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Row } from '../asking.tsx';
import { Due } from './due.tsx';
import { type Column, Rows } from './rows.tsx';

type Matter = {
  /** For one, and for more. */
  readonly words: readonly [one: string, more: string];
  /** Where it is done, for the office it lies with. */
  readonly page?: string;
};

/** Every matter of the register `attention`, in words. */
export const matters: Readonly<Record<string, Matter>> = {
  'approvals-ready': {
    words: [
      'person has all that is asked and waits for approval',
      'people have all that is asked and wait for approval',
    ],
    page: '/captain/people',
  },
  'administrator-to-be-approved': {
    words: ['access of the ALPR Administrator himself, for the Chief to approve', 'accesses of the ALPR Administrator'],
    page: '/chief/administrator',
  },
  'trainings-missing': {
    words: ['person waits for a training', 'people wait for a training'],
    page: '/training',
  },
  'trainings-ending': {
    words: ['person has a training that ends within 30 days', 'people have a training that ends within 30 days'],
    page: '/training',
  },
  'accounts-disabled': {
    words: ['account is closed for want of use', 'accounts are closed for want of use'],
    page: '/captain/people',
  },
  'breach-reports-waiting': {
    words: ['report of a breach waits to be passed on', 'reports of a breach wait to be passed on'],
    page: '/captain/faults',
  },
  'breach-notices-owed': {
    words: ['breach of which notices are owed', 'breaches of which notices are owed'],
    page: '/captain/faults',
  },
  'breaches-to-close': {
    words: ['breach can be closed', 'breaches can be closed'],
    page: '/captain/faults',
  },
  'faults-open': {
    words: ['fault of the equipment is open', 'faults of the equipment are open'],
    page: '/captain/faults',
  },
  'notices-unsent': {
    words: ['notice has not left', 'notices have not left'],
    page: '/captain/faults',
  },
  'reads-set-aside': {
    words: ['read is set aside for public view', 'reads are set aside for public view'],
    page: '/captain/cameras',
  },
  'cameras-without-placement': {
    words: ['fixed camera has no approved placement', 'fixed cameras have no approved placement'],
    page: '/captain/cameras',
  },
  'placements-to-be-moved': {
    words: ['camera is to be moved', 'cameras are to be moved'],
    page: '/captain/cameras',
  },
  'placements-to-be-reviewed': {
    words: ['placement is due for review', 'placements are due for review'],
    page: '/captain/cameras',
  },
  'vendor-settings-changed': {
    words: ['vendor’s settings are not as approved', 'vendors’ settings are not as approved'],
    page: '/captain/sharing',
  },
  'permissions-ending': {
    words: ['permission for a personal device ends', 'permissions for personal devices end'],
    page: '/captain/devices',
  },
  'delegations-ending': {
    words: ['delegation ends within 30 days', 'delegations end within 30 days'],
    page: '/captain/delegates',
  },
  'agreements-without-access': {
    words: [
      'agreement is executed, and its access not granted',
      'agreements are executed, and their access not granted',
    ],
    page: '/captain/sharing',
  },
  'findings-open': {
    words: ['finding of an audit is open', 'findings of audits are open'],
    page: '/captain/quarter',
  },
  'sample-unreviewed': {
    words: ['item of a drawn sample is not reviewed', 'items of drawn samples are not reviewed'],
    page: '/captain/quarter',
  },
  'releases-undecided': {
    words: ['request for a release waits for a decision', 'requests for a release wait for a decision'],
    page: '/chief/releases',
  },
  'agreements-undetermined': {
    words: ['agreement waits for its Values Act determination', 'agreements wait for their Values Act determination'],
    page: '/chief/sharing',
  },
  'reports-unacknowledged': {
    words: ['report waits to be acknowledged', 'reports wait to be acknowledged'],
    page: '/chief/reports',
  },
  'duties-overdue': {
    words: ['duty of oversight is overdue', 'duties of oversight are overdue'],
    page: '/captain/oversight',
  },
  'duties-coming': {
    words: ['duty of oversight is due within 30 days', 'duties of oversight are due within 30 days'],
    page: '/captain/oversight',
  },
};

/** `3 faults of the equipment are open`, without the number. */
export const wordsOf = ({ id, count }: Row): string => {
  const words = matters[id]?.words ?? [id.replaceAll('-', ' '), id.replaceAll('-', ' ')];
  return words[count === 1 ? 0 : 1];
};

const columns = (mine: boolean): readonly Column<Row>[] => [
  { head: 'How many', cell: ({ count }) => <strong>{String(count)}</strong>, figures: true, width: '6rem' },
  {
    head: 'What',
    cell: (row) => {
      const page = matters[row.id]?.page;
      if (!mine || !page) return wordsOf(row);
      return (
        <Anchor component={Link} to={page} inherit>
          {wordsOf(row)}
        </Anchor>
      );
    },
  },
  {
    head: 'Due',
    width: '16rem',
    cell: ({ dueBy }) => (dueBy === null ? <span className="nothing">as soon as you can</span> : <Due by={dueBy} />),
  },
];

/** @param mine they are for who looks: each leads to where it is done */
export const Matters = ({
  label,
  rows,
  mine = false,
}: {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly mine?: boolean;
}): ReactNode => <Rows label={label} rows={rows} columns={columns(mine)} />;
