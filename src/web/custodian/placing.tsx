/** Placing a hold, or reaching for more: the order in words, a preview of what it would cover, and then the act. */
import { Alert, Button, Group, Paper, Stack, TextInput } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useAct } from '../acting.ts';
import { type Row, useRefresh } from '../asking.tsx';
import { api } from '../calling.ts';
import type { components } from '../generated/api.d.ts';
import { useKeptForm } from '../kept.ts';
import { endOf } from '../pieces/fields.tsx';
import { Empty, RefusalPanel } from '../pieces/refusal.tsx';
import { Registers } from '../pieces/registers.tsx';
import { Rows } from '../pieces/rows.tsx';
import { Section } from '../pieces/section.tsx';
import { PageTitle } from '../pieces/title.tsx';
import type { Hold } from './holds.tsx';
import { noScope, ScopeFields, scopeOf, type ScopeTyped } from './scope.tsx';
import { classOf, count, custodyLook } from './words.ts';

type Order = components['schemas']['HoldBody'];
type Reached = components['schemas']['HoldPreviewedBody'];

const Preview = ({ found }: { readonly found: Reached }): ReactNode => (
  <Section
    title="What it would keep now"
    count={found.units}
    about="How much it is, and of which days; what comes later is reached by extending the hold."
  >
    {found.units === 0 ? (
      <Alert variant="outline" color="orange" title="It reaches nothing">
        Check the plates, numbers and times: a hold that reaches nothing keeps nothing.
      </Alert>
    ) : (
      <Rows
        label="What it would keep now"
        rows={found.buckets}
        keyOf={(row) => `${row.class}/${row.date}`}
        columns={[
          { head: 'Day (UTC)', width: '9rem', cell: ({ date }) => date },
          { head: 'Class', cell: ({ class: name }) => classOf(name) },
          { head: 'Units', figures: true, width: '8rem', cell: ({ units }) => units.toLocaleString('en-US') },
          { head: 'Held already', figures: true, width: '8rem', cell: ({ held }) => held.toLocaleString('en-US') },
        ]}
      />
    )}
  </Section>
);

type Typed = {
  readonly matter: string;
  readonly authority: string;
  readonly review: string;
  readonly scope: ScopeTyped;
};

const orderOf = ({ matter, authority, review, scope }: Typed): Order => ({
  matter,
  authority,
  reviewAt: endOf(review),
  scope: scopeOf(scope),
});

/** The order in words; whatever is changed in it makes the preview one of something else. */
const OrderFields = ({
  values,
  change,
  cameras,
}: {
  readonly values: Typed;
  readonly change: (changes: Partial<Typed>) => void;
  readonly cameras: readonly Row[];
}): ReactNode => (
  <>
    <TextInput
      label="Matter"
      description="The case or claim, as People v. Doe, RIF2600001."
      maxLength={200}
      value={values.matter}
      onChange={(event) => change({ matter: event.currentTarget.value })}
      required
    />
    <TextInput
      label="Authority"
      description="The order, demand or request behind it, with its date."
      maxLength={400}
      value={values.authority}
      onChange={(event) => change({ authority: event.currentTarget.value })}
      required
    />
    <TextInput
      label="Looked at again on"
      description="A day ahead, on which somebody asks whether it is still needed."
      type="date"
      value={values.review}
      onChange={(event) => change({ review: event.currentTarget.value })}
      required
    />
    <ScopeFields value={values.scope} onChange={(scope) => change({ scope })} cameras={cameras} />
  </>
);

/** Placing a new hold, or extending the one given; answers its id once it stands. */
const usePlacing = (hold: Hold | null) => {
  const placing = useAct((order: Order, key) => api.POST('/holds', { params: { header: key }, body: order }));
  const extending = useAct((order: Order, key) =>
    api.POST('/holds/{holdId}/extension', {
      params: { path: { holdId: hold?.holdId ?? '' }, header: key },
      body: order,
    }),
  );
  const place = async (order: Order): Promise<string | null> => {
    if (hold) return (await extending.act(order)) && hold.holdId;
    return (await placing.act(order))?.holdId ?? null;
  };
  return { place, busy: placing.busy || extending.busy, problem: placing.problem ?? extending.problem };
};

const Form = ({ hold, cameras }: { readonly hold: Hold | null; readonly cameras: readonly Row[] }): ReactNode => {
  const navigate = useNavigate();
  const refresh = useRefresh();
  const [found, setFound] = useState<Reached | null>(null);
  const form = useKeptForm(`hold ${hold?.holdId ?? 'new'}`, {
    initialValues: { matter: hold?.matter ?? '', authority: hold?.authority ?? '', review: '', scope: noScope },
  });
  const seeing = useAct((order: Order, key) => api.POST('/holds/preview', { params: { header: key }, body: order }));
  const { place, busy, problem } = usePlacing(hold);
  const change = (changes: Partial<Typed>): void => {
    setFound(null);
    form.setValues(changes);
  };
  const see = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setFound(await seeing.act(orderOf(form.values)));
  };
  const decide = async (): Promise<void> => {
    const holdId = await place(orderOf(form.values));
    if (holdId === null) return;
    form.taken();
    for (const register of ['holds', 'retention'] as const) void refresh('registers', register);
    await navigate({ to: `/custodian/holds/${holdId}` });
  };
  const refused = seeing.problem ?? problem;
  return (
    <Stack gap="lg" maw={860}>
      <Paper withBorder p="md">
        <form onSubmit={(event) => void see(event)} aria-label="Hold">
          <Stack gap="sm">
            <OrderFields values={form.values} change={change} cameras={cameras} />
            <Group>
              <Button type="submit" variant={found ? 'default' : 'filled'} loading={seeing.busy}>
                See what it reaches
              </Button>
            </Group>
          </Stack>
        </form>
      </Paper>
      {refused && <RefusalPanel problem={refused} />}
      {found && <Preview found={found} />}
      {found && (
        <Group>
          <Button onClick={() => void decide()} loading={busy}>
            {`${hold ? 'Extend the hold by' : 'Place the hold on'} ${count(found.units, 'unit')}`}
          </Button>
        </Group>
      )}
    </Stack>
  );
};

export const PlaceHold = (): ReactNode => (
  <Stack gap="lg">
    <PageTitle>Place a hold</PageTitle>
    <Registers of={['equipment']} suggested={custodyLook}>
      {({ equipment }) => <Form hold={null} cameras={equipment} />}
    </Registers>
  </Stack>
);

export const ExtendHold = (): ReactNode => {
  const { holdId } = useParams({ strict: false }) as { holdId?: string };
  return (
    <Stack gap="lg">
      <PageTitle>Extend a hold</PageTitle>
      <Registers of={['equipment', 'holds']} suggested={custodyLook}>
        {({ equipment, holds }) => {
          const hold = holds.find(({ id }) => id === holdId) as Hold | undefined;
          return hold ? <Form hold={hold} cameras={equipment} /> : <Empty>There is no such hold.</Empty>;
        }}
      </Registers>
    </Stack>
  );
};
