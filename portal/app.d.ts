import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ReportStep } from './lib/forms/report-steps.ts';
import type { Account, TenantSummary } from './lib/server/accounts/types.ts';
import type { Problem } from './lib/server/errors.ts';

declare global {
	namespace App {
		interface Error {
			message: string;
			code?: string;
			/** Where it goes on. */
			href?: string;
		}
		interface Locals {
			/** Signed-in member of staff, if any. */
			account: Account | null;
			/** The tenant of the address, or the Land for pages without one. */
			tenant: TenantSummary;
			/** True when the address names no tenant: the whole Land. */
			wholeLand: boolean;
			/**
			 * Why this page must not be shown (unknown tenant, foreign staff page). The layout below the frame throws it, so that the
			 * refusal appears inside the frame; the tenant is the Land then and nobody is signed in.
			 */
			refused: Problem | null;
		}
		interface PageState {
			/** Step of the form in which citizens report, so that the browser's „back“ leads one step back. */
			reportStep?: ReportStep;
		}
		interface Platform {
			/** The request of Express; `ip` respects TRUST_PROXY. Absent while developing. */
			req?: IncomingMessage & { ip?: string; res?: ServerResponse };
		}
	}
}

export {};
