using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Arguments;
using PimPowerShell.Core;
using PimPowerShell.Core.Model;
using PimPowerShell.Output;

namespace PimPowerShell.Commands.Products;

/// <summary>
/// Makes associations as the API takes them of what users write: one item instead of a list, products that were read, and
/// identifiers where the server wants uuids.
/// </summary>
/// <param name="product">How products are addressed.</param>
/// <param name="read">Reads a product by a key; null when there is none.</param>
internal sealed class Associations(PimResource product, Func<PimResource, string, PSObject?> read)
{
    /// <param name="parameter">The parameter's name, for errors.</param>
    /// <param name="given">Lists by type and by what they hold.</param>
    /// <exception cref="PimException">It is no such table, or names a product that is not there.</exception>
    public Dictionary<string, object?> Shape(string parameter, object? given) =>
        Table(parameter, given).ToDictionary(type => type.Key, type => (object?)Table(parameter, type.Value).ToDictionary(
            list => list.Key,
            list => list.Value is null ? null : (object?)Items(list.Value).Select(item => list.Key switch
            {
                "products" => Product(parameter, item),
                "product_models" => item is PSObject { BaseObject: PSCustomObject } model && ObjectKind.IsKnown(model) ? PimIdentity.From(model).Text : item,
                _ => item,
            }).ToArray()));

    private static IEnumerable<KeyValuePair<string, object?>> Table(string parameter, object? given) => PlainTree.Unwrap(given) switch
    {
        IDictionary table => table.Keys.Cast<object>().Select(key => new KeyValuePair<string, object?>(key.ToString()!, table[key])),
        IEnumerable<KeyValuePair<string, object?>> custom => custom,
        ReadOnlyMemory<byte> json => Table(parameter, JsonToPSObject.Read(json)),
        _ => throw new PimException(PimErrorKind.Input, $"{parameter}: takes lists by type, as in @{{ PACK = @{{ products = @('...') }} }}.") { Subject = parameter },
    };

    private static IEnumerable<object?> Items(object? list) => PlainTree.Bare(list) switch
    {
        null => [],
        ReadOnlyMemory<byte> json => Items(JsonToPSObject.Read(json)),
        IEnumerable many and not (string or IDictionary) => many.Cast<object?>(),
        _ => [list],
    };

    private object? Product(string parameter, object? item)
    {
        object? plain = PlainTree.Bare(item);
        return plain switch
        {
            string or Guid => Key(parameter, plain.ToString()!),
            PSObject known when ObjectKind.IsKnown(known) => PimIdentity.From(known).KeyFor(product),
            _ when product.ByOtherKey is { } other && Quantity(plain) is { } fields && !fields.ContainsKey(product.Key) && fields.TryGetValue(other.Key, out object? name) && name is not null =>
                fields.Where(field => field.Key != other.Key).Append(new(product.Key, Key(parameter, name.ToString()!))).ToDictionary(field => field.Key, field => field.Value),
            _ => item,
        };
    }

    private static Dictionary<string, object?>? Quantity(object? item) => PlainTree.From(item) as Dictionary<string, object?>;

    /// <summary>Only what is no uuid can be an identifier that has to be looked up.</summary>
    private string Key(string parameter, string name) =>
        product.ByOtherKey is not { } other || Guid.TryParse(name, out _) ? name
        : read(other, name) is { } found ? PimIdentity.From(found).KeyFor(product)
        : throw new PimException(PimErrorKind.Input, $"{parameter}: there is no product '{name}'.") { Subject = parameter };
}
