export { contentSecurityPolicy } from './content-security-policy.ts';
export { answerPageRequest, fileBehind, type PageAnswer } from './page-files.ts';
