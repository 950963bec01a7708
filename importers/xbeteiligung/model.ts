import type { Version } from './versions.ts';

/** A value of a code list. List and version are kept as they came; where they are missing, the writer puts those of the standard. */
export interface Code {
	code: string;
	name?: string;
	list?: string;
	listVersion?: string;
}

export interface Reach {
	channel: Code;
	value: string;
	note?: string;
}

/** Who writes or reads a message. */
export interface Party {
	/** Directory in which `id` is unique: DVDV */
	directory: Code;
	id: Code;
	name: string;
	reach?: Reach[];
	/** Version 1.0 wants one of the author. */
	address?: { building?: PostalAddress; box?: PostalBox };
}

export interface PostalAddress {
	houseNumber?: string;
	postcode: string;
	street: string;
	town: string;
}

export interface PostalBox {
	box?: string;
	town: string;
	postcode: string;
}

/** Days as in XML: `2026-01-31`, with a time zone where the sender put one. Both inclusive. */
export interface Period {
	begin?: string;
	end?: string;
	note?: string;
}

export interface PersonName {
	title?: string;
	salutation?: string;
	family: { name?: string; absent?: boolean };
	given: { name?: string; absent?: boolean };
}

export interface Address {
	street?: string;
	houseNumber?: string;
	streetAndNumber?: string;
	box?: string;
	postcode?: string;
	town?: string;
	district?: string;
	landlord?: string;
	note?: string;
	country?: { code: Code };
}

export interface Contact {
	channel?: Code;
	value?: string;
	official?: boolean;
	note?: string;
}

export interface Organisation {
	id?: string;
	name: { name: string; short?: string };
	addresses?: Address[];
	contacts?: Contact[];
	representatives?: PersonName[];
	contactPersons?: { name: PersonName; role?: string; contacts?: Contact[] }[];
}

export interface Actors {
	/** Authority that is responsible for the procedure. */
	initiator: Organisation;
	others?: { actor: Organisation; role: { code?: Code; text?: string } }[];
}

export interface AttachmentLink {
	title?: string;
	version?: string;
	date?: string;
	kind?: Code;
	link: string;
}

export interface Attachment {
	title?: string;
	version?: string;
	date?: string;
	/** Verfahrensunterlagetyp */
	kind?: Code;
	mediaType: Code;
	/** One of the three; a document inside the message (from 1.2) stands beside its description. */
	source?: { file?: { id: string; name: string; size?: string; hash?: string }; inline?: string; link?: string };
	/** Base64 */
	document?: string;
}

/** A participation of one track: of the public or of public bodies. */
export interface Round {
	id?: string;
	partStep?: Code;
	/** Durchgang */
	iteration: string;
	/** Day of the notice. */
	notice: string;
	news?: string[];
	period: Period;
	attachments?: { items: Attachment[] }[];
	kind: { formal?: Code; informal?: Code };
	publication?: Period;
}

export interface Participation {
	actors: Actors;
	planId: string;
	planName: string;
	workingTitle?: string;
	planKind?: Code;
	step: Code;
	iteration?: string;
	procedureKind?: Code;
	occasion?: string;
	mapUrl?: string;
	/** GeoJSON as text: area.ts reads it. */
	area: string;
	place: string;
	url?: string;
	public?: Round;
	toeb?: Round;
}

/** What a portal is told of a procedure. */
export interface Information {
	actors: Actors;
	planId: string;
	planName: string;
	workingTitle?: string;
	planKind?: Code;
	procedureKind?: Code;
	occasion?: string;
	step: Code;
	iteration: string;
	mapUrl?: string;
	area: string;
	place: string;
	notice: string;
	news?: string[];
	period?: Period;
	publication?: Period;
	url?: string;
	attachments?: { items: AttachmentLink[] }[];
}

/** A place of a statement; positions are east, north (longitude, latitude for degrees) in `crs`. */
export interface Place {
	kind: 'point' | 'line' | 'area';
	/** `EPSG:25832` */
	crs: string;
	/** One position, a line, or rings of which the first is the outer one. */
	rings: [number, number][][];
	note?: string;
}

export interface Assignment {
	id: string;
	subject?: Code;
	/** Characters of the text, from 0, the end exclusive. */
	from?: string;
	to?: string;
}

export interface Author {
	/** Only for private persons. */
	private?: true;
	name: PersonName;
	organisation?: { name: string; unit?: string };
	address?: Address;
	contacts?: Contact[];
}

export interface Statement {
	id: string;
	planId: string;
	participationId: string;
	status: Code;
	author?: Author;
	/** Version 1.0 knows organisations only. */
	organisation?: Organisation;
	title?: string;
	text?: string;
	iteration?: string;
	date?: string;
	/** anonym, namentlich */
	kind?: Code;
	answerBy?: Code;
	stepKommunal?: Code;
	partStep?: Code;
	assignments?: Assignment[];
	/** Groups of places: points first, then areas, then lines. */
	places?: Place[][];
	priority?: Code;
	proposal?: Code;
	keywords?: string[];
	attachments?: { items: Attachment[] }[];
}

export interface Fault {
	text: string;
	kind?: Code;
}

/** What a message says; which parts it has follows from its code. */
export interface Content {
	/** vorgangsID */
	processId: string;
	planId?: string;
	participationId?: string;
	statementId?: string;
	participation?: Participation;
	/** Of 0750. */
	invitation?: { kommunal: Participation };
	legalConsequences?: string;
	information?: Information;
	statement?: Statement;
	errors?: Fault[];
	faultyDocuments?: { text: string; documentId: string; kind?: Code }[];
}

export interface Message {
	version: Version;
	/** 0401 … */
	code: string;
	uuid: string;
	/** ISO instant, as written. */
	createdAt: string;
	product: string;
	maker: string;
	productVersion?: string;
	reader: Party;
	author: Party;
	content: Content;
}
