/** Path of the web component, as it stands in the snippet. */
export const EMBED_SCRIPT = '/embed/bauleitportal.js';

/** Pages that other websites may show in a frame. */
export const isEmbedRoute = (route: string | null): boolean => route?.startsWith('/embed/') ?? false;

/**
 * Who may frame a page: its own portal (preview) and the websites that the tenant allows. Every other page stays with `'none'`.
 * @param policy Content-Security-Policy with a `frame-ancestors` directive
 */
export function allowFrames(policy: string, origins: readonly string[]): string {
	return policy.replace(/frame-ancestors [^;]*/, ["frame-ancestors 'self'", ...origins].join(' '));
}
