// SPDX-License-Identifier: GPL-3.0-or-later
// The elements of two dynamic routes: one with an element of each type, and the smallest.

const to = (elementId) => ({ elementId });

export const plan = [
  { id: 'start', type: 'start', outputs: { next: to('free') } },
  {
    id: 'free',
    type: 'conditional',
    properties: { conditions: { 'metadata.plan': { $eq: 'free' } } },
    outputs: { true: to('rate'), false: to('split') },
  },
  { id: 'split', type: 'percentage', outputs: { '10%': to('model'), '90%': to('rate') } },
  {
    id: 'rate',
    type: 'rate',
    properties: { key: 'metadata.user', limit: 100, limitType: 'count', window: 3600 },
    outputs: { success: to('model'), fallback: to('end') },
  },
  {
    id: 'model',
    type: 'model',
    properties: { provider: 'openai', model: 'gpt-4.1-mini', timeout: 30_000, retries: 2 },
    outputs: { success: to('end'), fallback: to('end') },
  },
  { id: 'end', type: 'end', outputs: {} },
];

export const oneModel = [
  { id: 'start', type: 'start', outputs: { next: to('model') } },
  {
    id: 'model',
    type: 'model',
    properties: { provider: 'anthropic', model: 'claude-sonnet-4', timeout: 60_000, retries: 0 },
    outputs: { success: to('end'), fallback: to('end') },
  },
  { id: 'end', type: 'end', outputs: {} },
];
