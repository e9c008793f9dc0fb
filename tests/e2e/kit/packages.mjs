// The npm packages of the browser tests. They lie in the build folder (KIM_E2E_MODULES), so that the source tree stays clean;
// by hand `npm ci` in tests/e2e does too.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const home = process.env.KIM_E2E_MODULES ?? path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');
const require = createRequire(path.join(home, 'package.json'));

export const { chromium } = require('playwright-core');
export const { HtmlValidate } = require('html-validate');
export const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
