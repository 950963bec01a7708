/** A file inside an archive. `name` is its path with `/`, never leaving the archive. */
export interface ArchiveFile {
	name: string;
	/** Uncompressed size in bytes. */
	size: number;
	/** The content, from the beginning; a defect shows while reading, as XplanError `zip-damaged`. */
	open(): AsyncIterable<Uint8Array>;
}

/** An opened archive: all entries are listed and found harmless before this exists. */
export interface PlanArchive {
	/** At least one. */
	gml: ArchiveFile[];
	/** Everything else: PDF, TIFF, PNG, world files … */
	attachments: ArchiveFile[];
	close(): void;
}

export interface ArchiveLimits {
	maxEntries: number;
	/** Uncompressed bytes of all entries. */
	maxTotalBytes: number;
	/** Uncompressed to compressed size of one entry, from 10 MB on. Plans reach 30. */
	maxRatio: number;
}

export const DEFAULT_ARCHIVE_LIMITS: Readonly<ArchiveLimits> = {
	maxEntries: 2_000,
	maxTotalBytes: 1024 * 1024 * 1024,
	maxRatio: 150
};
