// Starts programs that run beside a test, such as the sandbox, and stops them.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

const CONSOLE = 'io.partnercenter.users.console.Console';

const processes = [];

/** Starts a program, and resolves once its output matches `ready`: to the child process and the match. */
export function start(ready, program, ...parameters) {
  const child = spawn(program, parameters, { stdio: ['ignore', 'pipe', 'inherit'] });
  processes.push(child);
  child.log = '';
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`${program} ended with ${code}: ${child.log}`)));
    child.stdout.setEncoding('utf8').on('data', (text) => {
      child.log += text;
      const match = child.log.match(ready);
      if (match) {
        resolve({ child, match });
      }
    });
  });
}

/** Starts the console's sandbox. Resolves to its URL and to the URL that sets its provider states. */
export async function startSandbox() {
  const path = readFileSync('target/test.path', 'utf8').trim();
  const sandbox = ['sandbox', '--port=0', '--control-port=0', '--json'];
  const { match } = await start(/^\{.*\}$/m, process.env.JAVA, '-cp', path, CONSOLE, ...sandbox);
  const { baseUrl, controlUrl } = JSON.parse(match[0]);
  return { url: baseUrl, states: `${controlUrl}/provider-states` };
}

export function stop() {
  processes.forEach((child) => child.kill());
}
