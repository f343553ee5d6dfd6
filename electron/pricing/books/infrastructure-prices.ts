import type { BillableUnit } from '#shared/domain/billable-units.ts';

/** Unit prices from one day on. */
export interface DatedUnitPrices {
  /** First day, `YYYY-MM-DD` UTC; absent = no page says since when. */
  readonly from?: string;
  /** USD for one unit; none = a price is known to have been another, but not which. */
  readonly usd: Readonly<Partial<Record<BillableUnit, number>>>;
  /** Where it is published, and when it was read. */
  readonly source: string;
}

/** Something besides a model that an agent's bill holds. */
export interface InfrastructureItem {
  readonly subject: 'tool' | 'infrastructure';
  /** Kebab-case, after the seller: `openai-web-search`. */
  readonly id: string;
  readonly name: string;
  /** Page that the card cites. */
  readonly url: string;
  /** Ascending. */
  readonly prices: readonly [DatedUnitPrices, ...DatedUnitPrices[]];
}

const openAiPricing = 'https://developers.openai.com/api/docs/pricing';
const anthropicPricing = 'https://platform.claude.com/docs/en/about-claude/pricing';
const geminiPricing = 'https://ai.google.dev/gemini-api/docs/pricing';
const r2Pricing = 'https://developers.cloudflare.com/r2/pricing/';
const pineconePricing = 'https://www.pinecone.io/pricing/';
const s3Pricing = 'https://aws.amazon.com/s3/pricing/';

const e2bSecondUsd = 2 * 0.000_014 + 0.5 * 0.000_004_5;

/**
 * List prices of tools and infrastructure, US dollars, before free allowances and volume tiers. A starting book: any
 * entry can be overridden. Only what a page states is here; the read dates are those of the stored copies.
 */
export const infrastructureItems: readonly [InfrastructureItem, ...InfrastructureItem[]] = [
  {
    subject: 'tool',
    id: 'openai-web-search',
    name: 'OpenAI web search',
    url: openAiPricing,
    prices: [
      {
        usd: { webSearch: 10 / 1000 },
        source: `${openAiPricing}: $10 per 1,000 calls, search content billed as tokens (read 2026-03-12)`,
      },
    ],
  },
  {
    subject: 'tool',
    id: 'openai-file-search',
    name: 'OpenAI file search',
    url: openAiPricing,
    prices: [
      {
        // Storage is billed by the day: a month has 730 hours.
        usd: { fileSearch: 2.5 / 1000, storedGbMonth: (0.1 * 730) / 24 },
        source: `${openAiPricing}: $2.50 per 1,000 calls, $0.10 per GB and day after the first GB (read 2026-03-12)`,
      },
    ],
  },
  {
    subject: 'tool',
    id: 'openai-code-interpreter',
    name: 'OpenAI code interpreter, 1 GB container',
    url: openAiPricing,
    prices: [
      { usd: { codeExecution: 0.03 }, source: `${openAiPricing}: $0.03 per session of up to 20 minutes` },
      {
        from: '2026-06-02',
        usd: { sandboxMinute: 0.03 / 20 },
        source:
          'https://developers.openai.com/api/docs/changelog: per minute from 2026-06-02 on, at least 5 minutes; the rate of $0.03 per 20 minutes stays (read 2026-06-02)',
      },
    ],
  },
  {
    subject: 'tool',
    id: 'anthropic-web-search',
    name: 'Anthropic web search',
    url: anthropicPricing,
    prices: [
      { usd: { webSearch: 10 / 1000 }, source: `${anthropicPricing}: $10 per 1,000 searches (read 2026-11-22)` },
    ],
  },
  {
    subject: 'tool',
    id: 'anthropic-code-execution',
    name: 'Anthropic code execution',
    url: anthropicPricing,
    prices: [
      {
        usd: { sandboxMinute: 0.05 / 60 },
        source: `${anthropicPricing}: $0.05 per container hour beyond the free hours, at least 5 minutes (read 2025-11-15)`,
      },
    ],
  },
  {
    subject: 'tool',
    id: 'anthropic-managed-agents',
    name: 'Claude Managed Agents runtime',
    url: anthropicPricing,
    prices: [
      {
        usd: { sessionHour: 0.08 },
        source: `${anthropicPricing}: $0.08 per hour that a session runs (read 2026-11-22)`,
      },
    ],
  },
  {
    subject: 'tool',
    id: 'google-search-grounding',
    name: 'Grounding with Google Search, Gemini 3 and newer',
    url: geminiPricing,
    prices: [
      {
        usd: { webSearch: 14 / 1000 },
        source: `${geminiPricing}: $14 per 1,000 search queries beyond the free ones (read 2026-10-13)`,
      },
    ],
  },
  {
    subject: 'tool',
    id: 'google-search-grounding-gemini-2',
    name: 'Grounding with Google Search, Gemini 2',
    url: geminiPricing,
    prices: [
      {
        usd: { webSearch: 35 / 1000 },
        source: `${geminiPricing}: $35 per 1,000 grounded prompts, however many queries each (read 2026-10-13)`,
      },
    ],
  },
  {
    subject: 'tool',
    id: 'perplexity-search-api',
    name: 'Perplexity Search API',
    url: 'https://docs.perplexity.ai/guides/pricing',
    prices: [
      {
        usd: { searchCall: 5 / 1000 },
        source: 'https://docs.perplexity.ai/guides/pricing: $5 per 1,000 requests (read 2026-10-06)',
      },
    ],
  },
  {
    subject: 'tool',
    id: 'brave-search-api',
    name: 'Brave Search API',
    url: 'https://api-dashboard.search.brave.com/documentation/pricing',
    prices: [
      {
        usd: { searchCall: 5 / 1000 },
        source:
          'https://api-dashboard.search.brave.com: plan Search, $5 per 1,000 requests beyond $5 of monthly credit (read 2026-09)',
      },
    ],
  },
  {
    subject: 'tool',
    id: 'tavily-search',
    name: 'Tavily basic search',
    url: 'https://docs.tavily.com/documentation/api-credits',
    prices: [
      {
        usd: { searchCall: 0.008 },
        source:
          'https://docs.tavily.com/documentation/api-credits: one credit a basic search, $0.008 per credit as you go (read 2026-11)',
      },
    ],
  },
  {
    subject: 'tool',
    id: 'exa-search',
    name: 'Exa search with contents',
    url: 'https://exa.ai/docs/reference/pricing',
    prices: [
      { usd: {}, source: 'https://exa.ai/docs/changelog/pricing-update: results and contents were billed apart' },
      {
        from: '2026-03-03',
        usd: { searchCall: 7 / 1000 },
        source:
          'https://exa.ai/docs/changelog/pricing-update: $7 per 1,000 requests of up to 10 results, from 2026-03-03 on (read 2026-11-10)',
      },
    ],
  },
  {
    subject: 'tool',
    id: 'cohere-rerank-4-fast',
    name: 'Cohere Rerank 4 Fast',
    url: 'https://cohere.com/pricing',
    prices: [
      {
        usd: { rerankSearch: 2 / 1000 },
        source: 'https://cohere.com/pricing: $2 per 1,000 searches of up to 100 documents (read 2026-06)',
      },
    ],
  },
  {
    subject: 'tool',
    id: 'cohere-rerank-4-pro',
    name: 'Cohere Rerank 4 Pro',
    url: 'https://cohere.com/pricing',
    prices: [
      {
        usd: { rerankSearch: 2.5 / 1000 },
        source: 'https://cohere.com/pricing: $2.50 per 1,000 searches of up to 100 documents (read 2026-06)',
      },
    ],
  },
  {
    subject: 'tool',
    id: 'azure-document-intelligence-read',
    name: 'Azure Document Intelligence, Read',
    url: 'https://azure.microsoft.com/pricing/details/ai-document-intelligence/',
    prices: [
      {
        usd: { documentPage: 1.5 / 1000 },
        source:
          'https://azure.microsoft.com/pricing/details/ai-document-intelligence/: $1.50 per 1,000 pages, as LiteLLM lists it (read 2026-11-23)',
      },
    ],
  },
  {
    subject: 'tool',
    id: 'azure-document-intelligence-layout',
    name: 'Azure Document Intelligence, Layout',
    url: 'https://azure.microsoft.com/pricing/details/ai-document-intelligence/',
    prices: [
      {
        usd: { documentPage: 10 / 1000 },
        source:
          'https://azure.microsoft.com/pricing/details/ai-document-intelligence/: $10 per 1,000 pages, as LiteLLM lists it (read 2026-11-23)',
      },
    ],
  },
  {
    subject: 'tool',
    id: 'e2b-sandbox',
    name: 'E2B sandbox, 2 vCPU and 0.5 GiB',
    url: 'https://e2b.dev/pricing',
    prices: [
      {
        usd: { sandboxMinute: 60 * e2bSecondUsd },
        source:
          'https://e2b.dev/docs/faq/calculate-sandbox-price: $0.000014 per vCPU and $0.0000045 per GiB a second (read 2026-08-06)',
      },
    ],
  },
  {
    subject: 'infrastructure',
    id: 'pinecone-serverless',
    name: 'Pinecone serverless, Standard, AWS us-east-1',
    url: pineconePricing,
    prices: [
      {
        // A query takes at least one read unit, more on large namespaces.
        usd: { vectorQuery: 16 / 1e6, storedGbMonth: 0.33, databaseOperation: 4 / 1e6, movedGb: 0.1 },
        source: `${pineconePricing}: $16 per million read units, $4 per million write units, $0.33 per GB-month, $0.10 per GB moved out (read 2026-11-04)`,
      },
    ],
  },
  {
    subject: 'infrastructure',
    id: 'aws-s3-vectors',
    name: 'Amazon S3 Vectors, us-east-1',
    url: s3Pricing,
    prices: [
      {
        // Queries also pay for the data they look at, which grows with the index.
        usd: { vectorQuery: 2.5 / 1e6, storedGbMonth: 0.06, movedGb: 0.2 },
        source: `${s3Pricing}: $2.50 per million queries, $0.06 per GB-month, $0.20 per GB written (read 2026-04)`,
      },
    ],
  },
  {
    subject: 'infrastructure',
    id: 'cloudflare-r2',
    name: 'Cloudflare R2, standard storage',
    url: r2Pricing,
    prices: [
      {
        usd: { storedGbMonth: 0.015, databaseOperation: 4.5 / 1e6, movedGb: 0 },
        source: `${r2Pricing}: $0.015 per GB-month, $4.50 per million writing (class A) operations, free egress (read 2026-08-03)`,
      },
    ],
  },
  {
    subject: 'infrastructure',
    id: 'cloudflare-r2-reads',
    name: 'Cloudflare R2, reading operations',
    url: r2Pricing,
    prices: [
      {
        usd: { databaseOperation: 0.36 / 1e6 },
        source: `${r2Pricing}: $0.36 per million reading (class B) operations (read 2026-08-03)`,
      },
    ],
  },
  {
    subject: 'infrastructure',
    id: 'aws-internet-egress',
    name: 'AWS data transfer out to the internet',
    url: 'https://aws.amazon.com/ec2/pricing/on-demand/',
    prices: [
      {
        usd: { movedGb: 0.09 },
        source:
          'https://aws.amazon.com/ec2/pricing/on-demand/: $0.09 per GB up to 10 TB a month beyond 100 GB, US East (read 2026-06-02)',
      },
    ],
  },
  {
    subject: 'infrastructure',
    id: 'aws-dynamodb-reads',
    name: 'Amazon DynamoDB on demand, reads',
    url: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
    prices: [
      {
        usd: { databaseOperation: 0.125 / 1e6 },
        source:
          'https://aws.amazon.com/dynamodb/pricing/on-demand/: $0.125 per million read request units, US East (read 2026-11-23)',
      },
    ],
  },
  {
    subject: 'infrastructure',
    id: 'aws-dynamodb-writes',
    name: 'Amazon DynamoDB on demand, writes',
    url: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
    prices: [
      {
        usd: { databaseOperation: 0.625 / 1e6 },
        source:
          'https://aws.amazon.com/dynamodb/pricing/on-demand/: $0.625 per million write request units, US East (read 2026-11-23)',
      },
    ],
  },
  {
    subject: 'infrastructure',
    id: 'google-firestore-reads',
    name: 'Firestore, document reads, US',
    url: 'https://cloud.google.com/firestore/pricing',
    prices: [
      {
        usd: { databaseOperation: 0.03 / 100_000 },
        source: 'https://cloud.google.com/firestore/pricing: $0.03 per 100,000 reads in US regions (read 2026-11-23)',
      },
    ],
  },
  {
    subject: 'infrastructure',
    id: 'google-firestore-writes',
    name: 'Firestore, document writes, US',
    url: 'https://cloud.google.com/firestore/pricing',
    prices: [
      {
        usd: { databaseOperation: 0.09 / 100_000 },
        source: 'https://cloud.google.com/firestore/pricing: $0.09 per 100,000 writes in US regions (read 2026-11-23)',
      },
    ],
  },
];
