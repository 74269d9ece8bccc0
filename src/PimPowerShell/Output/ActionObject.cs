using System;
using System.Collections.Generic;
using System.Collections.Specialized;
using System.Linq;
using System.Management.Automation;
using System.Text;
using PimPowerShell.Core.Actions;

namespace PimPowerShell.Output;

/// <summary>The object that users see of a call of an action.</summary>
internal static class ActionObject
{
    public static PSObject From(ActionCall call)
    {
        var others = new OrderedDictionary(StringComparer.Ordinal);
        foreach (KeyValuePair<string, string> other in call.Other)
        {
            others[other.Key] = JsonToPSObject.Read(Encoding.UTF8.GetBytes(other.Value));
        }

        return TypedObject.Of(
            "PimPowerShell.Action",
            ("Position", call.Position),
            ("ProductUuids", call.ProductUuids.ToArray()),
            ("ProductModelCodes", call.ProductModelCodes.ToArray()),
            ("Locale", call.Locale),
            ("Channel", call.Channel),
            ("Categories", call.Categories.ToArray()),
            ("User", call.User),
            ("UserUuid", call.UserUuid),
            ("Groups", call.Groups.ToArray()),
            ("Timestamp", call.Timestamp),
            ("Other", others));
    }
}
