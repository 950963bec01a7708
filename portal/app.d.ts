import type { Account, TenantSummary } from './lib/server/accounts/types.ts';

declare global {
	namespace App {
		interface Error {
			message: string;
			code?: string;
		}
		interface Locals {
			/** Signed-in member of staff, if any. */
			account: Account | null;
			/** The tenant of the address, or the Land for pages without one. */
			tenant: TenantSummary;
			/** True when the address names no tenant: the whole Land. */
			wholeLand: boolean;
		}
	}
}

export {};
