/** What the house knows of a question and of its asker: who he is, what he asked before, what concerns himself. */
import type { Actor } from '../domain/actor.js';
import { isOutside, isTerminal } from '../domain/actor.js';
import { departmentId } from '../domain/department.js';
import { opens, type MouScope } from '../domain/mou.js';
import { usualPurposes } from '../domain/policy/purposes.js';
import type { Asker, MakeQuery } from '../domain/query.js';
import { showsPlates } from '../domain/queryrules.js';
import { taxonomy, type TaxonomyState } from '../domain/taxonomy.js';
import { after, day } from '../domain/time.js';
import { fold } from '../matching/lookalikes.js';
import { isPartial, patternOf } from '../matching/pattern.js';
import { agencyById } from '../projections/agencies.js';
import { agreementsWith } from '../projections/agreements.js';
import { allMembers, memberById } from '../projections/members.js';
import {
  approvedGrounds,
  civilUseApproved,
  earlierSearches,
  hasProtections,
  isProtectedFrom,
} from '../projections/searches.js';
import type { Views } from '../projections/views.js';
import type { Vault } from '../vault/vault.js';
import type { AnyDecider } from './deciders.js';
import { Recipients } from './recipients.js';
import type { Standings } from './standings.js';
import type { Streams } from './streams.js';
import type { Time } from './time.js';

/** Whose department it is, and whether every plate in it is made up. */
export type DepartmentSettings = { readonly agency: string; readonly demonstration: boolean };

type Asked = Omit<MakeQuery['data'], 'asker'>;
type Row = { readonly id: string };

/** Fields of an answer's rows that hold a plate. */
const plateFields = ['plate', 'readPlate', 'entryPlate'] as const;

export class Askers {
  constructor(
    private readonly views: Views,
    private readonly streams: Streams,
    private readonly standings: Standings,
    private readonly vault: Vault,
    private readonly time: Time,
    private readonly settings: DepartmentSettings,
  ) {}

  /**
   * The keyed digest of a plate, the same for all that look alike, so that one misread character is no other plate.
   * Null for a part of a plate, and for none.
   */
  tagOf(plate: string | null | undefined): string | null {
    const text = patternOf(plate ?? '');
    return text === '' || isPartial(text) || text.length > 10 ? null : this.vault.tag('plate', fold(text));
  }

  /** Whether one of the plates is one that the actor may not touch. */
  conflicts(by: Actor, ...plates: readonly (string | null | undefined)[]): boolean {
    if (by.kind !== 'member' || !hasProtections(this.views.db, by.id)) return false;
    return plates.some((plate) => {
      const tag = this.tagOf(plate);
      return tag !== null && isProtectedFrom(this.views.db, by.id, tag);
    });
  }

  /** The rows that concern nobody who asks; how many were left out is told, and which is not. */
  withhold<R extends Row>(by: Actor, rows: readonly R[]): { readonly rows: readonly R[]; readonly withheld: number } {
    if (by.kind !== 'member' || !hasProtections(this.views.db, by.id)) return { rows, withheld: 0 };
    const shown = rows.filter((row) => {
      const held = row as Readonly<Record<string, unknown>>;
      const plates = plateFields.map((name) => held[name]).filter((one): one is string => typeof one === 'string');
      return !this.conflicts(by, ...plates);
    });
    return { rows: shown, withheld: rows.length - shown.length };
  }

  /** Whether the text names a member of the Department, by his whole name or by a surname of four letters or more. */
  namesMember(text: string | null | undefined): boolean {
    const within = ` ${plainWords(text ?? '').join(' ')} `;
    if (within.trim() === '') return false;
    return allMembers(this.views.db).some(({ name }) => {
      const words = plainWords(name ?? '');
      const surname = words.at(-1) ?? '';
      const whole = words.length > 1 && within.includes(` ${words.join(' ')} `);
      return whole || (surname.length >= 4 && within.includes(` ${surname} `));
    });
  }

  async of({ question, elements, purpose, eventNumber }: Asked, by: Actor): Promise<Asker> {
    const { db } = this.views;
    const now = this.time.now();
    const { terms } = await this.standings.department();
    // A look into the access history by plate shows no plate, and is no search for one.
    const plate = showsPlates(question) ? elements.plate : undefined;
    const plateTag = this.tagOf(plate);
    const number = (eventNumber ?? '').trim();
    const since = after(now, -terms.settings.repeatDays * day);
    return {
      username: this.#username(by),
      organisation: this.#organisation(by),
      purposes: await this.purposes(),
      syntheticOnly: this.settings.demonstration,
      plateTag,
      conflict: this.conflicts(by, plate),
      earlier: plateTag === null ? 0 : earlierSearches(db, by.id, plateTag, since),
      civilApproved: /civil/i.test(purpose) && number !== '' && civilUseApproved(db, by.id, number, now),
      approved: approvedGrounds(db, by.id, plateTag, now),
      agreed: isOutside(by) ? await this.#agreed(by.id, now) : null,
    };
  }

  #username(by: Actor): string | null {
    if (isTerminal(by)) return 'terminal';
    if (by.kind === 'member') return memberById(this.views.db, by.id)?.username ?? null;
    if (by.kind !== 'agency') return by.id;
    const persons = agencyById(this.views.db, by.id)?.persons ?? [];
    return persons.find(({ personId }) => personId === by.person)?.personName ?? null;
  }

  #organisation(by: Actor): string {
    return isOutside(by) ? (agencyById(this.views.db, by.id)?.agencyName ?? '') : this.settings.agency;
  }

  /** The read model says which agreements there are; what each opens is folded from the ledger. */
  async #agreed(agencyId: string, now: string): Promise<readonly MouScope[]> {
    await this.views.caughtUp();
    const recipients = new Recipients(this.streams);
    const states = agreementsWith(this.views.db, agencyId).map((mouId) => recipients.mou(mouId));
    return [...new Set((await Promise.all(states)).flatMap((state) => opens(state, now)))];
  }

  /** The purposes open in the Department. */
  async purposes(): Promise<readonly string[]> {
    const stream = `taxonomy-${departmentId}`;
    const { state } = await this.streams.load(taxonomy as unknown as AnyDecider, stream);
    return (state as TaxonomyState).purposes ?? usualPurposes;
  }
}

const plainWords = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
