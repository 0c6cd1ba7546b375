import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { openWebHost } from './open-web-host.ts';

const BROWSER = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
if (BROWSER === undefined) console.log('foreign-page.test.ts is skipped: no Chromium in /usr/bin.');

// A real browser decides here what it sends and what it lets a page see; no header is made up.
test.skipIf(BROWSER === undefined)(
  'a page on another port of this machine reads nothing and changes nothing, although the cookie counts as its own site',
  async () => {
    const opened = await openWebHost();
    const { port } = opened.host;
    const attacks = (async (to: string) => {
      const outcomes: Record<string, string> = {};
      const named = (promise: Promise<string>) => promise.catch(() => 'blocked');
      outcomes['read'] = await named(fetch(`http://${to}/api/system`, { credentials: 'include' }).then((reply) => reply.text()));
      outcomes['unread'] = await named(fetch(`http://${to}/api/system`, { credentials: 'include', mode: 'no-cors' }).then(() => 'sent'));
      const body = JSON.stringify({ name: 'x', currency: 'EUR', ledger: 'hledger:/tmp/x' });
      outcomes['post'] = await named(
        fetch(`http://${to}/api/clients`, { method: 'POST', body, credentials: 'include', mode: 'no-cors' }).then(() => 'sent'),
      );
      outcomes['script'] = await new Promise((resolve) => {
        const script = Object.assign(document.createElement('script'), { src: `http://${to}/assets/index-Ab12Cd34.js` });
        script.onload = () => resolve('loaded');
        script.onerror = () => resolve('blocked');
        document.body.append(script);
      });
      outcomes['socket'] = await new Promise((resolve) => {
        const socket = new WebSocket(`ws://${to}/rpc`);
        socket.onopen = () => resolve('open');
        socket.onerror = () => resolve('blocked');
      });
      return outcomes;
    }) satisfies (to: string) => Promise<Record<string, string>>;
    const foreign = createServer((_request, response) => response.setHeader('content-type', 'text/html').end('<body>foreign'));
    await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve));
    const browser = await chromium.launch({ executablePath: BROWSER ?? '', args: ['--no-sandbox'] });
    try {
      const context = await browser.newContext();
      const window = await context.newPage();
      await window.goto(opened.host.launchUrl());
      expect(await window.title()).toBe('the window');
      expect(await window.evaluate(() => fetch('/api/system').then((reply) => reply.status))).toBe(200);
      expect(opened.seen.calls).toBe(1);

      const page = await context.newPage();
      await page.goto(`http://127.0.0.1:${(foreign.address() as AddressInfo).port}`);
      const outcomes = await page.evaluate(attacks, `127.0.0.1:${port}`);
      expect(outcomes).toMatchObject({ read: 'blocked', script: 'blocked', socket: 'blocked' });
      expect(opened.seen.calls).toBe(1);

      // A link from that page leads to the window (it is the same site, so the cookie comes along), and a one-time link in it works.
      await page.setContent(`<a href="${opened.host.launchUrl()}">go</a>`);
      await page.click('a');
      await page.waitForURL(`http://127.0.0.1:${port}/`);
      expect(await page.title()).toBe('the window');
    } finally {
      await browser.close();
      foreign.close();
      await opened.close();
    }
  },
);

test.skipIf(BROWSER === undefined)('a one-time link that is clicked on a page of another site lets the browser in', async () => {
  const opened = await openWebHost();
  const foreign = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end(`<a href="${opened.host.launchUrl()}">go</a>`),
  );
  await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch({ executablePath: BROWSER ?? '', args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    // Another name is another site for the browser, unlike another port.
    await page.goto(`http://localhost:${(foreign.address() as AddressInfo).port}`);
    await page.click('a');
    await page.waitForURL(`http://127.0.0.1:${opened.host.port}/`);
    expect(await page.title()).toBe('the window');
  } finally {
    await browser.close();
    foreign.close();
    await opened.close();
  }
});
