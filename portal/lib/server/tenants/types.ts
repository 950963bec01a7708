import type { TenantSummary } from '../accounts/types.ts';

export const TENANT_KINDS = ['land', 'kreis', 'gemeinde', 'verband'] as const;
export type TenantKind = (typeof TENANT_KINDS)[number];

/** Whom the law wants named on the legal pages (§ 5 DDG, Art. 13 DSGVO, accessibility law of the Land). */
export interface LegalFacts {
	/** Who represents the authority in law. */
	representative?: string;
	legalForm?: string;
	supervisoryAuthority?: string;
	dataProtectionOfficer?: string;
	dataProtectionEmail?: string;
	responsibleForContent?: string;
	/** Where a complaint about accessibility goes when the authority does not answer. */
	accessibilityEnforcement?: string;
	/** Data-protection supervisory authority, for complaints (Art. 77 DSGVO). */
	dataProtectionAuthority?: string;
}

export interface TenantSettings {
	/** Key of the re-encoded logo in the file store, and its hash for the ETag. */
	logo?: { key: string; mediaType: string; hash: string };
	legal?: LegalFacts;
	/** Holidays of the community alone, `YYYY-MM-DD` once or `MM-DD` every year; they move the ends of its own procedures. */
	holidays?: string[];
	/**
	 * Bekanntmachungssatzung: where notices appear (proposed with each), what each says besides by the law of Land and municipality, and how
	 * many whole days must lie between a notice and what it announces.
	 */
	noticeRule?: { text?: string; hint?: string; leadDays?: number };
	/** Origins of websites that may show the tenant's procedures in a frame. */
	embedOrigins?: string[];
	/** Days for which tracks of the wardens' rounds are kept whole. */
	trails?: { trackDays?: number };
}

/** A tenant with everything its settings page shows. */
export interface TenantDetails extends TenantSummary {
	ags: string | null;
	logoSvg: string | null;
	settings: TenantSettings;
}

export const LEGAL_PAGES = ['impressum', 'datenschutz', 'barrierefreiheit'] as const;
export type LegalPageKind = (typeof LEGAL_PAGES)[number];
