import type { Catalogue } from '../catalogue/catalogue.ts';
import type { FindingList } from '../findings.ts';
import type { DocumentHeader, Feature } from '../model.ts';

/**
 * A document that was read completely, for the checks that look at objects together (references, geometry, semantics). The structure
 * check does not need it: it follows the elements while they are read.
 */
export interface CheckedDocument {
	header: DocumentHeader;
	/** Of the document's version, loaded. */
	catalogue: Catalogue;
	/** Members in document order. Ring orientation and zone prefixes are repaired already (and reported by the reader). */
	features: readonly Feature[];
	/** The first feature of each `gml:id`. */
	byId: ReadonlyMap<string, Feature>;
	/** Names of the files beside the GML in its ZIP; undefined for a single GML. */
	attachments?: ReadonlySet<string>;
}

/** What a check may ask for and tell while it runs. */
export interface CheckRun {
	findings: FindingList;
	/** Share done, 0 to 1. */
	onProgress?: (share: number) => void;
	/** Throws when the check was cancelled; called between units of work. */
	checkpoint?: () => void | Promise<void>;
}

/** Adds its findings to `run.findings`; throws only for defects of the program. */
export type DocumentCheck = (document: CheckedDocument, run: CheckRun) => void | Promise<void>;
