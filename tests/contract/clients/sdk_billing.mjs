// SPDX-License-Identifier: GPL-3.0-or-later
// npm cloudflare: billing. Money that moves is in cents.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import Cloudflare from 'cloudflare';
import { recorded, startSandbox, until } from './harness.mjs';
import { account_id, all, client, notingClient, refused } from './sdk.mjs';

const { aiGateway } = notingClient(await recorded('sdk'));
const { billing } = aiGateway;
const { BadRequestError, PermissionDeniedError } = Cloudflare;

const hour = 3_600_000; // ms
const day = 24 * hour;

test('a top-up is pending, then completed, invoiced and part of the balance', async () => {
  const before = await billing.creditBalance({ account_id });
  assert.equal(before.has_default_payment_method, true);
  const invoicesBefore = (await billing.invoiceHistory({ account_id, type: 'manual' })).invoices;

  const { payment_intent_id } = await billing.topup.create({ account_id, amount: 2500 });
  const status = () => billing.topup.status({ account_id, payment_intent_id });
  assert.deepEqual(await status(), { payment_intent_id, status: 'pending' });
  assert.equal((await billing.creditBalance({ account_id })).balance, before.balance);
  await until(status, (answer) => answer.status === 'completed');
  const { balance } = await billing.creditBalance({ account_id });
  assert(Math.abs(balance - before.balance - 2500) < 1e-6); // usage has many decimals

  const { invoices, pagination } = await billing.invoiceHistory({ account_id, type: 'manual' });
  assert.equal(invoices.length, invoicesBefore.length + 1);
  assert.equal(pagination.total_count, invoices.length);
  const known = new Set(invoicesBefore.map(({ id }) => id));
  const [invoice] = invoices.filter(({ id }) => !known.has(id));
  assert.equal(invoice.id, payment_intent_id);
  assert(invoice.amount_paid >= 2500); // a fee may be added on top
  assert.equal(invoice.amount_remaining, 0);
  const every = (await billing.invoiceHistory({ account_id })).invoices.map(({ id }) => id);
  assert(every.includes(invoice.id));
  const automatic = (await billing.invoiceHistory({ account_id, type: 'auto' })).invoices;
  assert(automatic.every(({ id }) => id !== invoice.id));
});

test('amounts below the least and unknown fields are refused', async () => {
  await refused(billing.topup.create({ account_id, amount: 999 }), BadRequestError, 400, 7001);
  await refused(billing.topup.create({ account_id, amount: 1000.5 }), BadRequestError, 400, 7001);
  await refused(billing.topup.create({ account_id, amount: 1000, tip: 1 }), BadRequestError, 400, 7001);
  await assert.rejects(billing.topup.config.create({ account_id, amount: 999, threshold: 500 }), BadRequestError);
  await assert.rejects(billing.topup.config.create({ account_id, amount: 1000, threshold: 499 }), BadRequestError);
  const limit = { account_id, amount: 99, duration: 'daily', strategy: 'fixed' };
  await assert.rejects(billing.spendingLimit.create(limit), BadRequestError);
  await assert.rejects(billing.spendingLimit.create({ ...limit, amount: 100, duration: 'yearly' }), BadRequestError);
});

test('a card may be declined or missing', async () => {
  const billingWith = async (card) => client((await startSandbox('--card', card)).origin).aiGateway.billing;
  const declined = await billingWith('0341');
  const { balance } = await declined.creditBalance({ account_id });
  await assert.rejects(declined.topup.create({ account_id, amount: 1000 }), { status: 402 });
  assert.equal((await declined.creditBalance({ account_id })).balance, balance);

  const without = await billingWith('none');
  const credit = await without.creditBalance({ account_id });
  assert.deepEqual([credit.has_default_payment_method, credit.payment_method], [false, null]);
  await assert.rejects(without.topup.create({ account_id, amount: 1000 }),
    (error) => error instanceof PermissionDeniedError || error.status === 402);
});

test('the automatic top-up is configured, shown and removed', async () => {
  const { config } = billing.topup;
  const wanted = { amount: 1500, threshold: 500 };
  assert.deepEqual(await config.create({ account_id, ...wanted }), wanted);
  const read = await config.get({ account_id });
  assert.deepEqual({ ...read, ...wanted }, read);
  assert.equal(read.error, null);
  assert.deepEqual((await billing.creditBalance({ account_id })).topup_config, read);
  await config.delete({ account_id });
  const gone = await config.get({ account_id });
  assert.deepEqual([gone.amount, gone.threshold], [null, null]);
});

test('the spending limit is set, shown and removed', async () => {
  const { spendingLimit } = billing;
  const config = { amount: 5000, duration: 'weekly', strategy: 'sliding' };
  await spendingLimit.create({ account_id, ...config });
  assert.deepEqual(await spendingLimit.get({ account_id }), { enabled: true, config });
  await spendingLimit.delete({ account_id });
  assert.equal((await spendingLimit.get({ account_id })).enabled, false);

  const retired = client((await startSandbox('--spending-limit', 'retired')).origin).aiGateway.billing;
  await assert.rejects(retired.spendingLimit.create({ account_id, ...config }), PermissionDeniedError);
});

test('usage is what the logs cost, by hours and by days', async () => {
  const today = Math.floor(Date.now() / day) * day;
  const start = today - 2 * day;
  const end = today + day;
  const logs = [];
  for (const { id } of await all(aiGateway.list({ account_id }))) {
    const query = { account_id, per_page: 50, start_date: new Date(start).toISOString() };
    logs.push(...await all(aiGateway.logs.list(id, query)));
  }
  const history = async (value_grouping_window, start_time, end_time) => (await billing.usageHistory({
    account_id, value_grouping_window, start_time, end_time,
  })).history;
  // The log's costs are dollars; usage is cents and their fractions.
  const check = async (window, from, to) => {
    const cost = logs.map((log) => ({ time: Date.parse(log.created_at), cents: (log.cost ?? 0) * 100 }))
      .filter(({ time }) => time >= from && time < to).reduce((sum, { cents }) => sum + cents, 0);
    const entries = await history(window, from, to);
    const usage = entries.reduce((sum, entry) => sum + entry.aggregated_value, 0);
    assert(cost > 0);
    assert(Math.abs(usage - cost) < 1e-6, `${window}: ${usage}, not ${cost}`);
    assert(entries.every((entry) => entry.start_time < entry.end_time && entry.id.length > 0));
  };
  await check('day', start, end);
  await check('day', start, start + day);
  await check('hour', start, end);
  await check('hour', start + 5 * hour, start + 30 * hour);
  await assert.rejects(history('week', start, end), BadRequestError);
});

test('the preview of the next invoice adds up', async () => {
  const preview = await billing.invoicePreview({ account_id });
  assert.equal(preview.status, 'draft');
  assert(preview.period_start < preview.period_end);
  const lines = preview.invoice_lines.reduce((sum, line) => sum + line.amount, 0);
  assert.equal(preview.amount_due, lines);
  assert.equal(preview.amount_due, preview.amount_paid + preview.amount_remaining);
});
