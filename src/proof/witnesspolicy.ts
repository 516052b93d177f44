/** The witnesses that a ledger names, and the policy by which a checkpoint counts as witnessed (C2SP tlog-policy). */
import { BadNote, parseVkey, SIGNATURE, type Verifier, vkeyOf } from './note.js';

/** A witness and where it takes checkpoints. */
export type Witness = { readonly verifier: Verifier; readonly url: string };

/**
 * `<vkey> <url>`, several separated by commas.
 * @throws BadNote when one of them is not a witness's key and an address
 */
export const parseWitnesses = (text: string): Witness[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one) => {
      const [, vkey = '', url = ''] = /^(\S+)\s+(https?:\/\/\S+)$/.exec(one) ?? [];
      if (vkey === '') throw new BadNote('A witness is written as its verifier key and its address: <vkey> <url>.');
      const verifier = parseVkey(vkey);
      if (verifier.type !== SIGNATURE.cosignature)
        throw new BadNote(`The key of ${verifier.name} is not that of a witness (type 0x04).`);
      return { verifier, url: url.replace(/\/+$/, '') };
    });

/** More than half of them. */
const quorumOf = (count: number): number => Math.floor(count / 2) + 1;

/** The policy file of a bundle: these keys, these witnesses, more than half of which must have cosigned. */
export const policyText = (logs: readonly Verifier[], witnesses: readonly Witness[]): string =>
  [
    ...logs.map((log) => `log ${vkeyOf(log)}`),
    ...witnesses.map(({ verifier, url }) => `witness ${verifier.name} ${vkeyOf(verifier)} ${url}`),
    ...(witnesses.length === 0
      ? ['quorum none']
      : [
          `group witnesses ${quorumOf(witnesses.length)} ${witnesses.map(({ verifier }) => verifier.name).join(' ')}`,
          'quorum witnesses',
        ]),
    '',
  ].join('\n');
