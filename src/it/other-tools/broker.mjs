// Tests what the pipeline and a provider's verification send to a Pact Broker. A stub takes the broker's place.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { startSandbox, stop } from './processes.mjs';

const PACT = JSON.parse(
  readFileSync('target/contract/pacts/partnercenter-users-client-partner-center-users.json'),
);
const COMMIT = '492441f';
const VERIFIER = 'node_modules/.bin/pact-verifier';

/** The requests since the last run, and the answer to can-i-deploy. */
const broker = { requests: [], deployable: true };

const server = createServer(async (request, response) => {
  let body = '';
  for await (const part of request) {
    body += part;
  }
  const path = request.url.replace(/\?.*/, '');
  broker.requests.push({ method: request.method, url: request.url, path, body, headers: request.headers });
  const respond = responses[`${request.method} ${path}`];
  response.writeHead(respond ? 200 : 404, { 'Content-Type': 'application/hal+json' });
  response.end(JSON.stringify(respond ? respond() : {}));
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${server.address().port}`;

const version = `/pacticipants/partnercenter-users-client/versions/${COMMIT}`;
const responses = {
  'GET /': () => ({
    _links: {
      'pb:publish-contracts': { href: `${url}/contracts/publish` },
      'pb:latest-provider-pacts': { href: `${url}/latest-pacts` },
    },
  }),
  'POST /contracts/publish': () => ({
    notices: [{ type: 'success', text: 'Published' }],
    _links: { 'pb:contracts': [] },
  }),
  'GET /matrix': () => ({
    summary: { deployable: broker.deployable, reason: 'The reason', unknown: 0 },
    notices: [{ type: broker.deployable ? 'success' : 'error', text: 'The reason' }],
    matrix: [],
  }),
  [`GET ${version}`]: () => ({
    _links: { 'pb:record-release': [{ name: 'production', href: `${url}/released` }] },
  }),
  'POST /released': () => ({}),
  'GET /latest-pacts': () => ({
    _links: { pacts: [{ name: 'the pact', href: `${url}/pact` }] },
  }),
  'GET /pact': () => ({
    ...PACT,
    interactions: PACT.interactions.map((each) => ({ ...each, _id: each.key })),
    _links: { 'pb:publish-verification-results': { href: `${url}/verification-results` } },
  }),
  'POST /verification-results': () => ({}),
};

const environment = {
  ...process.env,
  PACT_BROKER_BASE_URL: url,
  PACT_BROKER_TOKEN: 'token-of-the-broker',
  PACT_ENVIRONMENT: 'production',
  GIT_COMMIT: COMMIT,
  GIT_BRANCH: 'a-branch',
};

/** Runs a program. Resolves to its exit code, its output and the requests that the broker received. */
async function run(program, parameters, variables = {}) {
  broker.requests = [];
  const child = spawn(program, parameters, { env: { ...environment, ...variables } });
  let output = '';
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (output += text));
  const [code] = await once(child, 'close');
  assert.ok(!output.includes(environment.PACT_BROKER_TOKEN), 'the output contains the token');
  broker.requests.forEach((each) =>
    assert.equal(each.headers.authorization, 'Bearer token-of-the-broker'),
  );
  return { code, output, requests: broker.requests };
}

const npm = (script, variables) => run('npm', ['run', '--silent', script], variables);

/** Returns the interactions in a form that can be compared: the tool sorts them and writes the type of a body differently. */
function comparable(pact) {
  return pact.interactions
    .map(({ response, ...interaction }) => ({ ...interaction, response: { ...response, body: response.body.content } }))
    .sort((one, other) => (one.description < other.description ? -1 : 1));
}

async function theContractIsPublishedUnderItsCommitAndBranch() {
  const { code, output, requests } = await npm('publish-pacts');
  assert.equal(code, 0, output);
  const { pacticipantVersionNumber, branch, contracts } = JSON.parse(requests.at(-1).body);
  assert.equal(pacticipantVersionNumber, COMMIT);
  assert.equal(branch, 'a-branch');
  const published = JSON.parse(Buffer.from(contracts[0].content, 'base64'));
  assert.deepEqual(comparable(published), comparable(PACT));
}

async function canIDeployFailsIfTheBrokerRefuses() {
  for (const deployable of [true, false]) {
    broker.deployable = deployable;
    const { code, output, requests } = await npm('can-i-deploy');
    assert.equal(code, deployable ? 0 : 1, output);
    assert.match(output, /The reason/);
    const query = new URL(requests.at(-1).url, url).searchParams;
    assert.equal(query.get('q[][pacticipant]'), 'partnercenter-users-client');
    assert.equal(query.get('q[][version]'), COMMIT);
    assert.equal(query.get('environment'), 'production');
  }
}

async function aReleaseIsRecorded() {
  const { code, output, requests } = await npm('record-release');
  assert.equal(code, 0, output);
  assert.equal(requests.at(-1).path, '/released');
}

async function aMissingVariableIsNamedAndNothingIsSent() {
  const { code, output, requests } = await npm('publish-pacts', { GIT_COMMIT: '' });
  assert.notEqual(code, 0);
  assert.match(output, /GIT_COMMIT/);
  assert.deepEqual(requests, []);
}

/** Runs the verifier as docs/contracts.md describes it, with the sandbox as the provider. */
async function theVerificationOfAProviderByUrlIsPublished() {
  const sandbox = await startSandbox();
  const { code, output, requests } = await run(VERIFIER, [
    '--provider-name=partner-center-users',
    '--hostname=127.0.0.1',
    `--port=${new URL(sandbox.url).port}`,
    `--state-change-url=${sandbox.states}`,
    `--broker-url=${url}`,
    '--publish',
    '--provider-version=1.0',
  ]);
  assert.equal(code, 0, output);
  const published = requests.find((each) => each.path === '/verification-results');
  const { success, providerApplicationVersion, testResults } = JSON.parse(published.body);
  assert.equal(success, true);
  assert.equal(providerApplicationVersion, '1.0');
  assert.equal(testResults.length, PACT.interactions.length);
}

try {
  await theContractIsPublishedUnderItsCommitAndBranch();
  await canIDeployFailsIfTheBrokerRefuses();
  await aReleaseIsRecorded();
  await aMissingVariableIsNamedAndNothingIsSent();
  await theVerificationOfAProviderByUrlIsPublished();
} finally {
  stop();
  server.close();
}
