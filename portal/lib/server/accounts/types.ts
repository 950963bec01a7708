/** What a member of a tenant may do. An operator (Land) may do everything in every tenant. */
export type Role = 'administrator' | 'planner' | 'clerk' | 'warden';

export interface Account {
	id: string;
	email: string;
	name: string;
	operator: boolean;
	/** Signed in with a password that somebody else handed over: nothing but changing it is allowed. */
	mustChangePassword: boolean;
	memberships: { tenantId: string; slug: string; tenantName: string; role: Role }[];
}

/** A tenant as every page needs it. Colours are hex values checked for contrast when they were set. */
export interface TenantSummary {
	id: string;
	slug: string;
	name: string;
	kind: 'land' | 'kreis' | 'gemeinde' | 'verband';
	/** Two-letter code of the Land, e.g. SN. */
	land: string;
	colours: { primary?: string; onPrimary?: string };
	hasLogo: boolean;
	contact: Contact;
}

export interface Contact {
	organisation?: string;
	person?: string;
	street?: string;
	postcode?: string;
	city?: string;
	phone?: string;
	email?: string;
	openingHours?: string;
}
