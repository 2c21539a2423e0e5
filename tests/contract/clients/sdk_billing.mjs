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

test('a top-up is pending, then completed, invoiced and part of the balance', async () => {
  const before = await billing.creditBalance({ account_id });
  assert.equal(before.has_default_payment_method, true);
  const invoicesBefore = (await billing.invoiceHistory({ account_id, type: 'manual' })).invoices;

  const { payment_intent_id } = await billing.topup.create({ account_id, amount: 2500 });
  const status = () => billing.topup.status({ account_id, payment_intent_id });
  assert.deepEqual(await status(), { payment_intent_id, status: 'pending' });
  assert.equal((await billing.creditBalance({ account_id })).balance, before.balance);
  await until(status, (answer) => answer.status === 'completed');
  assert.equal((await billing.creditBalance({ account_id })).balance, before.balance + 2500);

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
  const end = Math.floor(Date.now() / hour) * hour;
  const start = end - 30 * hour;
  const history = async (value_grouping_window, range = {}) => (await billing.usageHistory({
    account_id, value_grouping_window, start_time: start, end_time: end, ...range,
  })).history;
  let cost = 0; // in dollars
  for (const { id } of await all(aiGateway.list({ account_id }))) {
    for (const log of await all(aiGateway.logs.list(id, {
      account_id, per_page: 50, start_date: new Date(start).toISOString(),
    }))) {
      cost += Date.parse(log.created_at) < end ? log.cost ?? 0 : 0;
    }
  }
  const sum = (entries) => entries.reduce((total, entry) => total + entry.aggregated_value, 0);
  const near = (value, expected) => assert(Math.abs(value - expected) < 1e-6, `${value}, not ${expected}`);
  const hours = await history('hour');
  assert(cost > 0);
  near(sum(hours), cost * 100);
  near(sum(await history('day')), cost * 100);
  for (const entry of hours) {
    assert(entry.start_time < entry.end_time);
    assert(entry.id.length > 0);
  }
  const firstHour = await history('hour', { end_time: start + hour });
  near(sum(firstHour) + sum(await history('hour', { start_time: start + hour })), cost * 100);
  await assert.rejects(history('week'), BadRequestError);
});

test('the preview of the next invoice adds up', async () => {
  const preview = await billing.invoicePreview({ account_id });
  assert.equal(preview.status, 'draft');
  assert(preview.period_start < preview.period_end);
  const lines = preview.invoice_lines.reduce((sum, line) => sum + line.amount, 0);
  assert.equal(preview.amount_due, lines);
  assert.equal(preview.amount_due, preview.amount_paid + preview.amount_remaining);
});
