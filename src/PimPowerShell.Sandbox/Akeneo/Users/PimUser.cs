using System;

namespace PimPowerShell.Sandbox.Akeneo.Users;

/// <summary>Somebody who works with the PIM.</summary>
internal sealed record PimUser(Guid Uuid, string UserName, string FirstName, string LastName)
{
    public string Email => UserName + "@example.com";
}
