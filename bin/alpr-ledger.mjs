#!/usr/bin/env node
// The command: runs the terminal of the built program.
process.env.NODE_NO_WARNINGS ??= '1';
await import('../dist/cli.js');
