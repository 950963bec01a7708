export const SERVING_ENVIRONMENT: Record<string, string>;
