import type { DocumentCategory } from '../types.ts';

/** A version of a document as a published step shows it. */
export interface DocumentFileView {
	/** Null for a document of the plan. */
	versionId: string | null;
	number: number | null;
	name: string;
	mediaType: string | null;
	/** Bytes. */
	size: number | null;
	pages: number | null;
	/** Hex. */
	sha256: string | null;
	/** Since when it can be seen. */
	since: Date | null;
	href: string | null;
	/** Page that shows it, for PDF. */
	viewHref: string | null;
	/** Steps that show it. */
	steps: { id: string; title: string; iteration: number }[];
}

/** A heading, a document or a document of the step's plan, as everybody may see it. */
export interface DocumentNode {
	id: string;
	kind: 'heading' | 'document' | 'plan';
	title: string;
	category: DocumentCategory | null;
	/** What the latest step shows first; earlier versions are what earlier steps showed. Empty for a heading. */
	files: DocumentFileView[];
	children: DocumentNode[];
}

/** Documents under a title of their own. */
export interface DocumentGroup {
	title: string | null;
	nodes: DocumentNode[];
}

/** Who looks: everybody, or a public body invited to a step (§ 4 BauGB). */
export type Audience = { kind: 'public' } | { kind: 'toeb'; stepId: string };

export interface StaffVersion {
	id: string;
	number: number;
	name: string;
	mediaType: string;
	size: number;
	sha256: string;
	pages: number | null;
	/** Why a published version was replaced by this one. */
	reason: string;
	uploadedAt: Date;
	uploadedBy: string | null;
	/** Whether its text was read, so that searching finds it. */
	textRead: boolean;
	steps: { id: string; title: string; published: boolean; ended: boolean }[];
}

export interface StaffDocument {
	id: string;
	parentId: string | null;
	category: DocumentCategory;
	title: string;
	position: number;
	forPublic: boolean;
	forToeb: boolean;
	/** Newest first; none: a heading. */
	versions: StaffVersion[];
	/** A published step shows it or has shown it: it changes with a reason only and is never deleted. */
	published: boolean;
	children: StaffDocument[];
}
