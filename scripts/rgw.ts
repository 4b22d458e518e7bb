// A Ceph S3 gateway to work against. Prints the variables the contract tests find it by and runs until Ctrl+C:
//   npm run rgw            then, in another terminal, paste what it printed and run
//   npx vitest run --project contract
import { serverEnvironment } from '../e2e/servers/index.ts';
import { startRgw } from '../e2e/servers/rgw.ts';

const server = await startRgw();
for (const [name, value] of Object.entries(serverEnvironment(server))) console.log(`export ${name}=${value}`);
console.error(`The gateway runs at ${server.endpoint} (region ${server.region}). Ctrl+C ends it and removes its data.`);
