// What the first screen does not need. Fetched as soon as the browser is idle, so that a key or a lost connection never
// waits for it.
import { lazy } from 'react';

const parts = {
  account: () => import('./frame/account-panel'),
  help: () => import('./frame/help-sheet'),
  people: () => import('./people/people-page'),
  audit: () => import('./audit/audit-page'),
  erase: () => import('./customer/erase-dialog'),
  password: () => import('./people/password-dialog'),
  transfer: () => import('./conversation/transfer-dialog'),
  release: () => import('./conversation/release-dialog'),
  finish: () => import('./conversation/finish-dialog'),
};

export const AccountPanel = lazy(() => parts.account().then((part) => ({ default: part.AccountPanel })));
export const AccountSheet = lazy(() => parts.account().then((part) => ({ default: part.AccountSheet })));
export const HelpSheet = lazy(() => parts.help().then((part) => ({ default: part.HelpSheet })));
export const PeoplePage = lazy(() => parts.people().then((part) => ({ default: part.PeoplePage })));
export const AuditPage = lazy(() => parts.audit().then((part) => ({ default: part.AuditPage })));
export const EraseDialog = lazy(() => parts.erase().then((part) => ({ default: part.EraseDialog })));
export const PasswordDialog = lazy(() => parts.password().then((part) => ({ default: part.PasswordDialog })));
export const TransferDialog = lazy(() => parts.transfer().then((part) => ({ default: part.TransferDialog })));
export const ReleaseDialog = lazy(() => parts.release().then((part) => ({ default: part.ReleaseDialog })));
export const FinishDialog = lazy(() => parts.finish().then((part) => ({ default: part.FinishDialog })));

const idleAfterMs = 1500;

/** A part that cannot be fetched now is asked for again when it is needed. */
export function fetchLater() {
  setTimeout(() => {
    for (const fetch of Object.values(parts)) fetch().catch(() => undefined);
  }, idleAfterMs);
}
