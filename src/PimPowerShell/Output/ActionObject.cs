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

        var item = new PSObject();
        item.TypeNames.Insert(0, "PimPowerShell.Action");
        Add("Position", call.Position);
        Add("ProductUuids", call.ProductUuids.ToArray());
        Add("ProductModelCodes", call.ProductModelCodes.ToArray());
        Add("Locale", call.Locale);
        Add("Channel", call.Channel);
        Add("Categories", call.Categories.ToArray());
        Add("User", call.User);
        Add("UserUuid", call.UserUuid);
        Add("Groups", call.Groups.ToArray());
        Add("Timestamp", call.Timestamp);
        Add("Other", others);
        return item;

        void Add(string name, object? value) => item.Properties.Add(new PSNoteProperty(name, value), preValidated: true);
    }
}
