/** What stands round every page: who works here, for what, where he may go; and the gates before it. */
import { AppShell, Burger, Button, Group, NavLink, ScrollArea, Text, useMantineColorScheme } from '@mantine/core';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { useInquiry } from './asking.tsx';
import { Bands } from './bands.tsx';
import { isOpen } from './open.ts';
import { pages } from './pages.ts';
import { Dialog } from './pieces/dialog.tsx';
import { InquiryForm } from './pieces/inquiry.tsx';
import { lock, look, signOut, useSession, useWho } from './session.ts';
import { GateDialog } from './sign-in/gates.tsx';
import { SignIn } from './sign-in/signin.tsx';

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
      <Button
        variant="default"
        size="xs"
        onClick={() => setOpen(true)}
        className="working-on"
        {...(why && { 'aria-label': `Working on: ${why.eventNumber ?? why.purpose}` })}
      >
        {why ? (
          <>
            <span className="working-on-words">Working on:&nbsp;</span>
            {why.eventNumber ?? why.purpose}
          </>
        ) : (
          'Say what you work on'
        )}
      </Button>
      <Dialog opened={open} onClose={() => setOpen(false)} title="What you work on">
        <InquiryForm said={() => setOpen(false)} />
      </Dialog>
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

const SignOut = (): ReactNode => (
  <Button variant="subtle" size="xs" onClick={() => void signOut()}>
    Sign out
  </Button>
);

const Header = ({ opened, toggle }: { readonly opened: boolean; readonly toggle: () => void }): ReactNode => {
  const { door } = useSession();
  const { name, username, position, administrator } = useWho();
  return (
    <Group h="100%" px="md" gap="sm" wrap="nowrap" justify="space-between">
      <Group gap="sm" wrap="nowrap" className="shrinks">
        <Burger opened={opened} onClick={toggle} hiddenFrom="md" size="sm" aria-label="Navigation" />
        <Text component={Link} to="/" fw={700} className="brand">
          {door.department}
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
        <Group gap="xs" wrap="nowrap" visibleFrom="md">
          <Look />
        </Group>
        <Button variant="subtle" size="xs" className="lock" onClick={() => void lock()}>
          Lock
        </Button>
        <Group gap="xs" wrap="nowrap" visibleFrom="md">
          <SignOut />
        </Group>
      </Group>
    </Group>
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
        transitionDuration={0}
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
          {/* A narrow header has room for the lock alone. */}
          <Group gap="xs" p="xs" hiddenFrom="md">
            <Look />
            <SignOut />
          </Group>
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

/** Whoever comes from a page for anyone to one that is not finds the door. */
export const Shell = (): ReactNode => {
  const { state } = useSession();
  const { location } = useRouterState();
  if (state === 'in') return <Inside />;
  return isOpen(location.pathname) ? <Outside /> : <SignIn />;
};
