import { Activity, ArrowLeftRight, BookOpenCheck, Files, House, Inbox, type LucideIcon, ScrollText, Settings, Users } from 'lucide-react';
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

export type ScreenRoute = { id: string; title: string; icon: LucideIcon; key: string; Screen: LazyExoticComponent<ComponentType> };

/** The screens of the window in the order of the sidebar. `key` goes there after `g`. A new screen is one line here and one folder under features/. */
export const SCREENS: readonly ScreenRoute[] = [
  {
    id: 'home',
    title: 'Home',
    icon: House,
    key: 'h',
    Screen: lazy(async () => ({ default: (await import('./features/home/home-screen.tsx')).HomeScreen })),
  },
  {
    id: 'review',
    title: 'Review',
    icon: BookOpenCheck,
    key: 'r',
    Screen: lazy(async () => ({ default: (await import('./features/review/review-screen.tsx')).ReviewScreen })),
  },
  {
    id: 'activity',
    title: 'Activity',
    icon: Activity,
    key: 'a',
    Screen: lazy(async () => ({ default: (await import('./features/activity/activity-screen.tsx')).ActivityScreen })),
  },
  {
    id: 'documents',
    title: 'Documents',
    icon: Files,
    key: 'd',
    Screen: lazy(async () => ({ default: (await import('./features/documents/documents-screen.tsx')).DocumentsScreen })),
  },
  {
    id: 'arrivals',
    title: 'Arrivals',
    icon: Inbox,
    key: 'i',
    Screen: lazy(async () => ({ default: (await import('./features/arrivals/arrivals-screen.tsx')).ArrivalsScreen })),
  },
  {
    id: 'postings',
    title: 'Postings',
    icon: ArrowLeftRight,
    key: 'p',
    Screen: lazy(async () => ({ default: (await import('./features/postings/postings-screen.tsx')).PostingsScreen })),
  },
  {
    id: 'clients',
    title: 'Clients',
    icon: Users,
    key: 'c',
    Screen: lazy(async () => ({ default: (await import('./features/clients/clients-screen.tsx')).ClientsScreen })),
  },
  {
    id: 'audit',
    title: 'Audit',
    icon: ScrollText,
    key: 'u',
    Screen: lazy(async () => ({ default: (await import('./features/audit/audit-screen.tsx')).AuditScreen })),
  },
  {
    id: 'settings',
    title: 'Settings',
    icon: Settings,
    key: 's',
    Screen: lazy(async () => ({ default: (await import('./features/settings/settings-screen.tsx')).SettingsScreen })),
  },
];
