// Verifies the contract with Pact's Rust core, on which the verifiers of JavaScript, Python, Go and .NET are built. Prism is
// a proxy between it and the console's sandbox: it responds with its own error to everything that breaks the spec.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import pactCore from '@pact-foundation/pact-core';
import { start, startSandbox, stop } from './processes.mjs';

const PACT = 'target/contract/pacts/partnercenter-users-client-partner-center-users.json';
const SPEC = 'target/contract/openapi/partner-center-users.yaml';
const PRISM = 'node_modules/@stoplight/prism-cli/dist/index.js';

const summary = [];

async function startPrism(upstream) {
  const proxy = ['proxy', '--errors', '--host=127.0.0.1', '--port=0', SPEC, upstream];
  const { child, match } = await start(/listening on (http:\S+)/, process.execPath, PRISM, ...proxy);
  return { url: match[1], requests: () => child.log.match(/Request received/g).length };
}

/** Verifies the pact. Resolves to the number of interactions, the descriptions of the failed ones, and the errors. */
async function verify(pact, providerBaseUrl, providerStatesSetupUrl) {
  const options = {
    provider: 'partner-center-users',
    pactUrls: [pact],
    providerBaseUrl,
    providerStatesSetupUrl,
    logLevel: 'error',
  };
  const result = JSON.parse(
    await pactCore.default.verifyPacts(options).catch((failure) => failure.message),
  );
  const failed = result.interactionResults.filter((each) => each.result !== 'OK');
  return {
    all: result.interactionResults.length,
    failed: failed.map((each) => each.description),
    errors: result.errors,
  };
}

async function everyInteractionIsMet(kindOfIds, prism, states) {
  const { all, failed, errors } = await verify(PACT, prism.url, states);
  summary.push(`Pact's Rust core, ${kindOfIds}: ${all - failed.length} of ${all} interactions`);
  assert.deepEqual(failed, [], JSON.stringify(errors, null, 2));
  assert.equal(all, JSON.parse(readFileSync(PACT)).interactions.length);
}

/** Checks that both tools report a violation: without that, their success would prove nothing. */
async function violationsAreReported(prism, states) {
  const pact = JSON.parse(readFileSync(PACT));
  const refused = 'a read, refused with 404 60003';
  const changed = pact.interactions.find((each) => each.description === refused);
  changed.response.body.content.code = '60002';
  writeFileSync('target/changed.json', JSON.stringify(pact));
  assert.deepEqual((await verify('target/changed.json', prism.url, states)).failed, [refused]);

  const headers = { Authorization: 'Bearer any', 'MS-Contract-Version': 'v1' };
  const path = `${prism.url}/v1/customers/${crypto.randomUUID()}/users`;
  assert.equal((await fetch(`${path}?size=501`, { headers })).status, 422);
}

try {
  const { url, states } = await startSandbox();
  const prism = await startPrism(url);
  await everyInteractionIsMet('the recorded ids', prism, states);
  await everyInteractionIsMet('ids of the provider', prism, `${states}?ids=own`);
  summary.push(`Prism: 0 violations in ${prism.requests()} requests`);
  await violationsAreReported(prism, states);
  writeFileSync('target/summary.txt', summary.join('\n') + '\n');
} finally {
  stop();
}
