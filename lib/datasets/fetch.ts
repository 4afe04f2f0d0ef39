/** The part of `fetch` that is used here; the global one fits. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
