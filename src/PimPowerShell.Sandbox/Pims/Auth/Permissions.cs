using System;
using System.Collections.Generic;

namespace PimPowerShell.Sandbox.Pims.Auth;

/// <summary>What a key may do. None of them includes another.</summary>
[Flags]
internal enum Permissions
{
    None = 0,
    Security = 1,
    Manager = 2,
    User = 4,
    Editor = 8,
    Import = 16,
    Export = 32,
    All = 63,
}

/// <summary>The system names of the permissions.</summary>
internal static class PermissionNames
{
    public static readonly IReadOnlyList<KeyValuePair<string, Permissions>> All =
    [
        new("pim_security", Permissions.Security),
        new("pim_manager", Permissions.Manager),
        new("pim_user", Permissions.User),
        new("pim_editor", Permissions.Editor),
        new("pim_import", Permissions.Import),
        new("pim_export", Permissions.Export),
    ];
}
