/** The commands by which a ledger is proved to outsiders. */
import type { Command } from 'commander';
import { addExportBundle } from './exportbundle.js';
import { addKeys } from './keys.js';
import { addWitness } from './witness.js';

export const proving: readonly ((program: Command) => void)[] = [addKeys, addExportBundle, addWitness];
