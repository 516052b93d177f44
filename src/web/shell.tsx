/** What stands round every page: who works here, for what, where he may go; and the gates before it. */
import {
  AppShell,
  Burger,
  Button,
  Group,
  Modal,
  NavLink,
  ScrollArea,
  Text,
  useMantineColorScheme,
} from '@mantine/core';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { useInquiry } from './asking.tsx';
import { useReachable } from './connection.ts';
import { pages } from './pages.ts';
import { InquiryForm } from './pieces/inquiry.tsx';
import { Loading } from './pieces/loading.tsx';
import { arrive, lock, look, signOut, useSession, useWho } from './session.ts';
import { GateDialog, SignIn } from './sign-in/gates.tsx';

const Navigation = ({ close }: { readonly close: () => void }): ReactNode => {
  const who = useWho();
  const { location } = useRouterState();
  const mine = pages.filter(({ label, may }) => label !== null && may(who));
  return [...new Set(mine.map(({ group }) => group))].map((group) => (
    <div key={group} role="group" aria-label={group} className="nav-group">
      <Text size="xs" fw={650} c="dimmed" px="sm" pt="sm" pb={4}>
        {group}
      </Text>
      {mine
        .filter((page) => page.group === group)
        .map(({ path, label }) => (
          <NavLink
            key={path}
            component={Link}
            to={path}
            activeOptions={{ exact: true }}
            label={label}
            onClick={close}
            active={location.pathname === `/app${path}` || location.pathname === path}
            variant="light"
          />
        ))}
    </div>
  ));
};

const WorkingOn = (): ReactNode => {
  const why = useInquiry();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setOpen(true)} className="working-on">
        {why ? `Working on: ${why.eventNumber ?? why.purpose}` : 'Say what you work on'}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title="What you work on" size="lg">
        <InquiryForm said={() => setOpen(false)} />
      </Modal>
    </>
  );
};

const Look = (): ReactNode => {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const dark = colorScheme === 'dark' || (colorScheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  return (
    <Button variant="subtle" size="xs" onClick={() => setColorScheme(dark ? 'light' : 'dark')}>
      {dark ? 'Light' : 'Dark'}
    </Button>
  );
};

const Header = ({ opened, toggle }: { readonly opened: boolean; readonly toggle: () => void }): ReactNode => {
  const { door } = useSession();
  const { name, username, position, administrator } = useWho();
  return (
    <Group h="100%" px="md" gap="sm" wrap="nowrap" justify="space-between">
      <Group gap="sm" wrap="nowrap">
        <Burger opened={opened} onClick={toggle} hiddenFrom="md" size="sm" aria-label="Navigation" />
        <Text component={Link} to="/" fw={700} className="brand">
          {door?.department}
        </Text>
      </Group>
      <Group gap="xs" wrap="nowrap">
        <WorkingOn />
        <Text size="sm" visibleFrom="md">
          <bdi>{name ?? username}</bdi>
          <Text span size="sm" c="dimmed">
            {` · ${administrator ? 'ALPR Administrator' : (position ?? '').replaceAll('-', ' ')}`}
          </Text>
        </Text>
        <Look />
        <Button variant="subtle" size="xs" onClick={() => void lock()}>
          Lock
        </Button>
        <Button variant="subtle" size="xs" onClick={() => void signOut()}>
          Sign out
        </Button>
      </Group>
    </Group>
  );
};

/** A made-up department says so on every page; a lost connection says so while it lasts. */
const Bands = (): ReactNode => {
  const { door } = useSession();
  const reachable = useReachable();
  return (
    <>
      {door?.demonstration && <div className="band band-demonstration">Demonstration: nothing here is real</div>}
      <div role="status">
        {!reachable && (
          <div className="band band-lost">
            No connection to the server. What you see and what you typed is kept in this page; it is not up to date.
          </div>
        )}
      </div>
    </>
  );
};

const MINUTE = 60_000;

const Inside = (): ReactNode => {
  const [opened, setOpened] = useState(false);
  const { gate } = useSession();
  useEffect(() => {
    const watch = setInterval(() => void look().catch(() => undefined), MINUTE);
    return () => clearInterval(watch);
  }, []);
  return (
    <>
      <GateDialog />
      <AppShell
        header={{ height: 52 }}
        navbar={{ width: 232, breakpoint: 'md', collapsed: { mobile: !opened } }}
        padding="md"
        inert={gate !== null}
        className={gate === null ? undefined : 'behind-gate'}
      >
        <AppShell.Header>
          <a href="#content" className="skip">
            Skip to the content
          </a>
          <Header opened={opened} toggle={() => setOpened(!opened)} />
        </AppShell.Header>
        <AppShell.Navbar aria-label="Pages">
          <ScrollArea pb="md">
            <Navigation close={() => setOpened(false)} />
          </ScrollArea>
        </AppShell.Navbar>
        <AppShell.Main id="content">
          <Bands />
          <Outlet />
        </AppShell.Main>
      </AppShell>
    </>
  );
};

/** Pages for anyone stand alone, under no name. */
const Outside = (): ReactNode => (
  <main id="content" className="outside">
    <Bands />
    <Outlet />
  </main>
);

const isOpen = (pathname: string): boolean =>
  pathname.endsWith('/invitation') || pages.some(({ path, open }) => open && pathname.replace(/^\/app/, '') === path);

export const Shell = (): ReactNode => {
  const { state } = useSession();
  const { location } = useRouterState();
  useEffect(() => void arrive(), []);
  if (state === 'in') return <Inside />;
  if (isOpen(location.pathname)) return <Outside />;
  if (state === 'loading') return <Loading what="Opening" />;
  return (
    <div className="outside">
      <Bands />
      <SignIn />
    </div>
  );
};
