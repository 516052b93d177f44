/** Test only: a node in a process of its own: `node typescript.cjs main.ts [file]`. Tells its port to its parent. */
import { Node } from './node.js';

const [, , , file] = process.argv;

void Node.start(file ? { file } : {}).then((node) => {
  process.send?.({ port: node.port });
  process.on('disconnect', () => process.exit(0));
});
