# Drafts that go to those who approve them.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; OwnsProducts = $false }
    $byUuid = Connect-TestSandbox $sandbox @{ Name = 'uuid'; ProductIdFormat = 'Uuid' }
    $byIdentifier = Connect-TestSandbox $sandbox @{ Name = 'identifier'; ProductIdFormat = 'Identifier' }
    $pims = Connect-PimsSandbox $sandbox @{ Name = 'pims' }
    $null = Select-PimSession $byUuid
    $products = @(Get-PimProduct -First 8)
    $products[0..6] | ForEach-Object { $_ | Set-PimProduct -Enabled (-not $_.Enabled) }
    $models = @(Get-PimProductModel -First 2)
    $models | Set-PimProductModel -Values @{ name = 'A draft' } -Locale en_US

    function Get-State($Product) { (Get-PimProductDraft $Product.Uuid).Metadata.workflow_status }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Submit-PimProductDraft' {
    BeforeEach { Select-PimSession $byUuid }

    It 'sends one, and gives nothing' {
        $call = Measure-Request $sandbox { Submit-PimProductDraft $products[0].Uuid }
        $call.Output | Should -BeNullOrEmpty
        $call.Routes.Keys | Should -Be 'POST /api/rest/v1/products-uuid/{uuid}/proposal'
        Get-State $products[0] | Should -Be proposal_waiting_for_approval
    }

    It 'gives the draft with -PassThru; takes products and drafts by pipe' {
        ($products[1] | Submit-PimProductDraft -PassThru).Metadata.workflow_status | Should -Be proposal_waiting_for_approval
        ($products[2] | Get-PimProductDraft | Submit-PimProductDraft -PassThru).Uuid | Should -Be $products[2].Uuid
        ([pscustomobject]@{ Identifier = $products[3].Identifier } | Submit-PimProductDraft -PassThru).Uuid | Should -Be $products[3].Uuid
    }

    It 'goes by the identifier where the session does' {
        $call = Measure-Request $sandbox { Submit-PimProductDraft $products[4].Identifier -Session $byIdentifier }
        $call.Routes.Keys | Should -Be 'POST /api/rest/v1/products/{code}/proposal'
    }

    It 'sends those of models' {
        Submit-PimProductDraft -ProductModel $models[0].Code
        ($models[1] | Submit-PimProductDraft -PassThru).PSObject.TypeNames[0] | Should -Be 'PimPowerShell.ProductModelDraft'
        ($models | Get-PimProductDraft).Metadata.workflow_status | Select-Object -Unique | Should -Be proposal_waiting_for_approval
    }

    It 'refuses an action, with -WhatIf too' {
        $action = ConvertFrom-PimAction "{`"data`":{`"productUuid`":`"$($products[5].Uuid)`"},`"timestamp`":1}"
        foreach ($preview in $true, $false) {
            { $action | Submit-PimProductDraft -WhatIf:$preview -ErrorAction Stop } | Should -Throw 'An action is no item*'
        }
        Get-State $products[5] | Should -Be draft_in_progress
    }

    It 'sends nothing with -WhatIf' {
        $call = Measure-Request $sandbox { Submit-PimProductDraft $products[5].Uuid, $products[5].Identifier -WhatIf }
        $call.Requests | Should -Be 0
        Get-State $products[5] | Should -Be draft_in_progress
    }

    It 'reports what the server refuses, non-terminating, and goes on' {
        Submit-PimProductDraft $products[7].Uuid, no_such, $products[6].Uuid -ErrorAction SilentlyContinue -ErrorVariable failed
        @($failed).Count | Should -Be 2
        $failed[0].TargetObject | Should -Be $products[7].Uuid
        $failed[1].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        Get-State $products[6] | Should -Be proposal_waiting_for_approval
    }

    It 'can be stopped at the first by -ErrorAction Stop' {
        { Submit-PimProductDraft no_such -ErrorAction Stop } | Should -Throw '*no_such*'
    }

    It 'has nothing to do with PIMS: PimNotSupported, before any request' {
        $call = Measure-Request $sandbox { { Submit-PimProductDraft x -Session $pims } | Should -Throw -ErrorId 'PimNotSupported,*' }
        $call.Requests | Should -Be 0
    }
}
