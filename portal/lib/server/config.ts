import { resolve } from 'node:path';
import * as v from 'valibot';

const flag = v.pipe(
	v.optional(v.string(), ''),
	v.transform((text) => ['1', 'true', 'yes', 'on'].includes(text.toLowerCase()))
);
const text = (fallback = '') => v.optional(v.string(), fallback);
const integer = (fallback: number) => v.pipe(v.optional(v.string(), String(fallback)), v.regex(/^\d+$/, 'a whole number'), v.transform(Number));
const url = v.optional(v.union([v.literal(''), v.pipe(v.string(), v.url('a URL'))]), '');

/** Everything that can be set from outside. A test holds the README's table and this list together. */
export const environment = v.object({
	PORT: integer(3000),
	HOST: text(),
	PUBLIC_URL: url,
	DATA_DIR: text('./data'),
	DATABASE_URL: text(),
	DATABASE_POOL: integer(10),
	DEMO: v.optional(v.picklist(['0', '1', '']), ''),
	TRUST_PROXY: text(),
	SMTP_URL: text(),
	MAIL_FROM: text('Bauleitportal <noreply@localhost>'),
	S3_BUCKET: text(),
	S3_ENDPOINT: url,
	S3_REGION: text('eu-central-1'),
	S3_ACCESS_KEY_ID: text(),
	S3_SECRET_ACCESS_KEY: text(),
	CLAMAV_HOST: text(),
	CLAMAV_PORT: integer(3310),
	MAX_GML_MB: integer(200),
	MAX_ATTACHMENT_MB: integer(20),
	TENANT_QUOTA_MB: integer(50_000),
	GEOCODER_URL: url,
	GEOCODER_KIND: v.optional(v.picklist(['nominatim', 'photon', 'bkg']), 'nominatim'),
	BASEMAP: v.optional(v.picklist(['', 'demo', 'basemapde', 'topplusopen', 'xyz', 'wmts', 'style']), ''),
	BASEMAP_URL: url,
	BASEMAP_LAYER: text(),
	BASEMAP_ATTRIBUTION: text(),
	NTV2_GRID: text(),
	XBETEILIGUNG_FOLDER: text(),
	XBETEILIGUNG_INTERNAL: flag,
	OPEN311_INTERNAL: flag,
	OPERATOR_EMAIL: text(),
	OPERATOR_PASSWORD: text(),
	LOG_LEVEL: v.optional(v.picklist(['trace', 'debug', 'info', 'warn', 'error', 'silent']), 'info'),
	SECURE_COOKIES: flag
});

export interface Config {
	port: number;
	/** Address to listen on. With demo data always the loopback address. */
	host: string;
	/** Without a slash at the end; used for links in mails, QR codes and feeds. */
	publicUrl: string;
	dataDir: string;
	databaseUrl: string | null;
	databasePool: number;
	demo: boolean;
	trustProxy: string;
	smtpUrl: string | null;
	mailFrom: string;
	s3: { bucket: string; endpoint: string; region: string; accessKeyId: string; secretAccessKey: string } | null;
	clamav: { host: string; port: number } | null;
	/** Bytes. */
	maxGmlBytes: number;
	/** Bytes per attachment of a statement. */
	maxAttachmentBytes: number;
	/** Bytes that the files of one tenant may take. */
	tenantQuotaBytes: number;
	geocoder: { kind: 'nominatim' | 'photon' | 'bkg'; url: string } | null;
	basemap: { kind: '' | 'demo' | 'basemapde' | 'topplusopen' | 'xyz' | 'wmts' | 'style'; url: string; layer: string; attribution: string };
	ntv2Grid: string | null;
	/** Drop folder of XBeteiligung; `internal`: partners may have HTTP addresses and such of the own network. */
	xbeteiligung: { folder: string | null; internal: boolean };
	/** `internal`: end points of others may have HTTP addresses and such of the own network. */
	open311: { internal: boolean };
	/** Account that is made at first start of an empty database without demo data. */
	firstOperator: { email: string; password: string } | null;
	logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
	secureCookies: boolean;
}

const MEGABYTE = 1024 * 1024;

/**
 * Reads and checks the environment, once, at start.
 * @throws Error with one line per wrong variable
 */
export function readConfig(env: Record<string, string | undefined>): Config {
	const parsed = v.safeParse(environment, env);
	if (!parsed.success) {
		const lines = parsed.issues.map((issue) => `  ${v.getDotPath(issue)}: „${String(issue.input)}“ passt nicht (${issue.message})`);
		throw new Error(`Die Konfiguration stimmt nicht. Bitte ändern Sie diese Umgebungsvariablen:\n${lines.join('\n')}`);
	}
	const e = parsed.output;
	const demo = e.DEMO === '1' || (e.DEMO === '' && !e.DATABASE_URL);
	const publicUrl = (e.PUBLIC_URL || `http://localhost:${e.PORT}`).replace(/\/+$/, '');
	return {
		port: e.PORT,
		host: demo ? '127.0.0.1' : e.HOST || '0.0.0.0',
		publicUrl,
		dataDir: resolve(e.DATA_DIR),
		databaseUrl: e.DATABASE_URL || null,
		databasePool: e.DATABASE_POOL,
		demo,
		trustProxy: e.TRUST_PROXY,
		smtpUrl: e.SMTP_URL || null,
		mailFrom: e.MAIL_FROM,
		s3: e.S3_BUCKET
			? {
					bucket: e.S3_BUCKET,
					endpoint: e.S3_ENDPOINT,
					region: e.S3_REGION,
					accessKeyId: e.S3_ACCESS_KEY_ID,
					secretAccessKey: e.S3_SECRET_ACCESS_KEY
				}
			: null,
		clamav: e.CLAMAV_HOST ? { host: e.CLAMAV_HOST, port: e.CLAMAV_PORT } : null,
		maxGmlBytes: e.MAX_GML_MB * MEGABYTE,
		maxAttachmentBytes: e.MAX_ATTACHMENT_MB * MEGABYTE,
		tenantQuotaBytes: e.TENANT_QUOTA_MB * MEGABYTE,
		geocoder: e.GEOCODER_URL ? { kind: e.GEOCODER_KIND, url: e.GEOCODER_URL } : null,
		basemap: { kind: e.BASEMAP || (demo ? 'demo' : ''), url: e.BASEMAP_URL, layer: e.BASEMAP_LAYER, attribution: e.BASEMAP_ATTRIBUTION },
		ntv2Grid: e.NTV2_GRID || null,
		xbeteiligung: { folder: e.XBETEILIGUNG_FOLDER ? resolve(e.XBETEILIGUNG_FOLDER) : null, internal: e.XBETEILIGUNG_INTERNAL },
		open311: { internal: e.OPEN311_INTERNAL },
		firstOperator: e.OPERATOR_EMAIL && e.OPERATOR_PASSWORD ? { email: e.OPERATOR_EMAIL, password: e.OPERATOR_PASSWORD } : null,
		logLevel: e.LOG_LEVEL,
		secureCookies: e.SECURE_COOKIES || publicUrl.startsWith('https:')
	};
}
