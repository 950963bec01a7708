declare module 'pg-copy-streams' {
	import type { Submittable } from 'pg';
	import type { Writable } from 'node:stream';

	/** COPY … FROM STDIN; given to `client.query`, which returns it. */
	export function from(sql: string): Writable & Submittable;
}
