import type { Config } from '../../config.ts';

type Address = Pick<Config, 'publicUrl'>;

export const subscribePath = (slug: string): string => `/${slug}/meldungen/abonnieren`;
export const confirmUrl = ({ publicUrl }: Address, slug: string, token: string): string => `${publicUrl}${subscribePath(slug)}/bestaetigen/${token}`;
export const manageUrl = ({ publicUrl }: Address, slug: string, token: string): string => `${publicUrl}${subscribePath(slug)}/${token}`;
