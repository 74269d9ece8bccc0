# What was changed in products and models, and is not approved yet.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; OwnsProducts = $false }
    $byUuid = Connect-TestSandbox $sandbox @{ Name = 'uuid'; ProductIdFormat = 'Uuid' }
    $byIdentifier = Connect-TestSandbox $sandbox @{ Name = 'identifier'; ProductIdFormat = 'Identifier' }
    $pims = Connect-PimsSandbox $sandbox @{ Name = 'pims' }
    $null = Select-PimSession $byUuid
    $products = @(Get-PimProduct -First 4)
    $changed = $products[0..2]
    $changed | ForEach-Object { $_ | Set-PimProduct -Enabled (-not $_.Enabled) }
    $model = Get-PimProductModel -First 1
    $model | Set-PimProductModel -Values @{ name = 'A draft' } -Locale en_US
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimProductDraft' {
    BeforeEach { Select-PimSession $byUuid }

    It 'gives the product as it will be' {
        $draft = Get-PimProductDraft $changed[0].Uuid
        $draft.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.ProductDraft'
        $draft.Uuid | Should -Be $changed[0].Uuid
        $draft.Identifier | Should -Be $changed[0].Identifier
        $draft.Enabled | Should -Be (-not $changed[0].Enabled)
        $draft.Metadata.workflow_status | Should -Be draft_in_progress
        (Get-PimProduct $changed[0].Uuid).Enabled | Should -Be $changed[0].Enabled
        $draft.GetValue('name', 'en_US') | Should -Be $changed[0].GetValue('name', 'en_US')
    }

    It 'takes uuids, identifiers, arrays, objects, drafts and rows' {
        $keys = $changed.Uuid
        (Get-PimProductDraft $keys).Uuid | Should -Be $keys
        ($keys | Get-PimProductDraft).Uuid | Should -Be $keys
        ($changed | Get-PimProductDraft).Uuid | Should -Be $keys
        ($changed | Get-PimProductDraft | Get-PimProductDraft).Uuid | Should -Be $keys
        (Get-PimProductDraft $changed.Identifier).Uuid | Should -Be $keys
        ([pscustomobject]@{ Identifier = $changed[1].Identifier } | Get-PimProductDraft).Uuid | Should -Be $keys[1]
    }

    It 'takes rows that name a product or a model, with an empty cell for the other' {
        $drafts = "Product,ProductModel`n$($changed[0].Uuid),`n,$($model.Code)" | ConvertFrom-Csv | Get-PimProductDraft -ErrorAction Stop
        $drafts[0].Uuid, $drafts[1].Code | Should -Be $changed[0].Uuid, $model.Code
        ([pscustomobject]@{ product = $changed[1].Uuid } | Get-PimProductDraft).Uuid | Should -Be $changed[1].Uuid
        ([pscustomobject]@{ product_model = $model.Code } | Get-PimProductDraft).Code | Should -Be $model.Code
    }

    It 'goes by the address that the session uses' {
        $call = Measure-Request $sandbox { $changed | Get-PimProductDraft }
        $call.Routes.Keys | Should -Be 'GET /api/rest/v1/products-uuid/{uuid}/draft'
        $call.Requests | Should -Be 3
        $call = Measure-Request $sandbox { Get-PimProductDraft $changed[0].Identifier -Session $byIdentifier }
        $call.Routes.Keys | Should -Be 'GET /api/rest/v1/products/{code}/draft'
        $call.Output.Identifier | Should -Be $changed[0].Identifier
    }

    It 'goes by uuid where the identifier fits no address' {
        $null = New-PimProduct 'a/b c#'
        Set-PimProduct 'a/b c#' -Enabled $false
        $call = Measure-Request $sandbox { Get-PimProductDraft 'a/b c#' -Session $byIdentifier }
        $call.Output.Enabled | Should -BeFalse
        $call.Routes.Keys | Should -Contain 'GET /api/rest/v1/products-uuid/{uuid}/draft'
        Submit-PimProductDraft 'a/b c#' -Session $byIdentifier
        (Get-PimProductDraft 'a/b c#' -Session $byIdentifier).Metadata.workflow_status | Should -Be proposal_waiting_for_approval
    }

    It 'gives the drafts of models' {
        (Get-PimProductDraft -ProductModel $model.Code).GetValue('name', 'en_US') | Should -Be 'A draft'
        $draft = $model | Get-PimProductDraft
        $draft.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.ProductModelDraft'
        ($draft | Get-PimProductDraft).Code | Should -Be $model.Code
    }

    It 'is a table at the prompt' {
        $changed[0] | Get-PimProductDraft | Format-Table | Out-String -Width 120 | Should -Match 'Identifier\s+Family\s+Updated\s+State'
    }

    It 'reports a product without a draft and one that does not exist, non-terminating, and goes on' {
        $read = Get-PimProductDraft $products[3].Uuid, no_such, $changed[0].Uuid -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Uuid | Should -Be $changed[0].Uuid
        $failed.Count | Should -Be 2
        $failed | ForEach-Object { $_.FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*' }
        $failed[1].TargetObject | Should -Be no_such
    }

    It 'has nothing to do with PIMS: PimNotSupported, before any request' {
        $call = Measure-Request $sandbox { { Get-PimProductDraft x -Session $pims } | Should -Throw -ErrorId 'PimNotSupported,*' }
        $call.Requests | Should -Be 0
    }
}
