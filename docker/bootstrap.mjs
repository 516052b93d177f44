// Makes the store's users and writes its access lists, as its admin, once; run again it changes nothing that is right.
import { setTimeout as sleep } from 'node:timers/promises';
import { openEventStoreLedger } from '../dist/ledger/eventstore.js';

const needed = (name) => {
  const value = process.env[name];
  if (value) return value;
  process.stderr.write(`${name} is not set\n`);
  return process.exit(1);
};

const hosts = needed('STORE_HOSTS').split(',');
const admin = `admin:${needed('STORE_ADMIN_PASSWORD')}`;
const authorization = `Basic ${Buffer.from(admin).toString('base64')}`;

const users = [
  { loginName: 'ledger-app', fullName: 'The application: appends and reads', password: needed('LEDGER_APP_PASSWORD') },
  { loginName: 'ledger-purge', fullName: 'Deletes streams, by hand', password: needed('LEDGER_PURGE_PASSWORD') },
];

/** Any node may be asked; one that does not lead may refuse, so they are asked in turn. */
const makeUser = async (user) => {
  for (let attempt = 0; attempt < 30; attempt += 1) {
    const host = hosts[attempt % hosts.length];
    const answer = await fetch(`https://${host}/users/`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ ...user, groups: [] }),
      redirect: 'manual',
    }).catch((error) => ({ status: `nothing (${error.cause?.code ?? error.message})` }));
    if (answer.status === 201 || answer.status === 409) return;
    process.stderr.write(`${host} answered ${answer.status} to making the user ${user.loginName}\n`);
    await sleep(2_000);
  }
  throw new Error(`the user ${user.loginName} could not be made`);
};

for (const user of users) await makeUser(user);

const [name, password] = admin.split(':').map(encodeURIComponent);
const trust = encodeURIComponent(needed('NODE_EXTRA_CA_CERTS'));
const ledger = await openEventStoreLedger(`esdb://${name}:${password}@${hosts.join(',')}?tls=true&tlsCAFile=${trust}`);
const outcome = await ledger.establishAccess({ writers: ['ledger-app'], readers: [], purgers: ['ledger-purge'] });
await ledger.close();
process.stdout.write(`access lists: ${outcome}\n`);
process.exit(outcome === 'not permitted' ? 1 : 0);
