# Products as they were when they were published.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'EE'; ProductCount = 600 }
    $session = Connect-TestSandbox $sandbox @{ Name = 'enterprise' }
    $pims = Connect-PimsSandbox $sandbox @{ Name = 'pims' }
    $null = Select-PimSession $session
    $all = @(Get-PimPublishedProduct)
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimPublishedProduct' {
    BeforeEach { Select-PimSession $session }

    It 'gives every one, page by page' {
        $all.Count | Should -BeGreaterThan 20
        $all[0].PSObject.TypeNames[0] | Should -Be 'PimPowerShell.PublishedProduct'
        ($all.Identifier | Sort-Object -Unique).Count | Should -Be $all.Count
        (Get-PimPublishedProduct -PageSize 7).Identifier | Should -Be $all.Identifier
        (Get-PimPublishedProduct -PaginationType Page -PageSize 7).Identifier | Should -Be $all.Identifier
        (Get-PimPublishedProduct -IncludeTotalCount -First 0).ToString() | Should -Be "Total count: $($all.Count)"
        (Measure-Request $sandbox { Get-PimPublishedProduct -PageSize 5 | Select-Object -First 1 }).Requests | Should -BeLessOrEqual 2
    }

    It 'gives those asked for, by parameter, pipe, property and object' {
        $keys = $all[3, 1].Identifier
        (Get-PimPublishedProduct $keys).Identifier | Should -Be $keys
        ($keys | Get-PimPublishedProduct).Identifier | Should -Be $keys
        ([pscustomobject]@{ Identifier = $keys[0] } | Get-PimPublishedProduct).Identifier | Should -Be $keys[0]
        ($all[3] | Get-PimPublishedProduct).Identifier | Should -Be $keys[0]
        (Measure-Request $sandbox { Get-PimPublishedProduct $keys[0] }).Routes.Keys | Should -Be 'GET /api/rest/v1/published-products/{code}'
        $all[3].GetValue('name', 'en_US') | Should -Not -BeNullOrEmpty
    }

    It 'takes conditions and options by name' {
        $family = $all[0].Family
        (Get-PimPublishedProduct -Family $family).Family | Select-Object -Unique | Should -Be $family
        (Get-PimPublishedProduct -Enabled $true).Enabled | Select-Object -Unique | Should -BeTrue
        (Get-PimPublishedProduct -Filter @{ identifier = $all[0].Identifier }).Identifier | Should -Be $all[0].Identifier
        @((Get-PimPublishedProduct $all[0].Identifier -Attribute name).Values.PSObject.Properties).Count | Should -BeLessOrEqual 2
        @((Get-PimPublishedProduct -First 1 -Locale en_US -Channel ecommerce).Values.name.locale | Select-Object -Unique) | Should -Be en_US
        @(Get-PimPublishedProduct -Category master -Recurse -First 2).Count | Should -Be 2
    }

    It 'reports one that was not published, non-terminating, and goes on' {
        $read = Get-PimPublishedProduct no_such, $all[0].Identifier -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Identifier | Should -Be $all[0].Identifier
        $failed.FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
    }

    It 'is a table at the prompt' {
        $all[0] | Format-Table | Out-String -Width 120 | Should -Match 'Identifier\s+Family\s+Enabled\s+Updated\s+Categories'
    }

    It 'says what a server answers that has none' {
        $community = Start-TestSandbox @{ ProductCount = 1 }
        try {
            $other = Connect-TestSandbox $community @{ Name = 'community' }
            { Get-PimPublishedProduct -Session $other } | Should -Throw -ErrorId 'PimNotSupported,*' -ExpectedMessage 'Get-PimPublishedProduct needs the Enterprise edition, and this one is Akeneo 7.0.42 (CE).*'
        }
        finally { Stop-PimSandbox $community.Url }
    }

    It 'has nothing to do with PIMS: PimNotSupported, before any request' {
        $call = Measure-Request $sandbox { { Get-PimPublishedProduct -Session $pims } | Should -Throw -ErrorId 'PimNotSupported,*' }
        $call.Requests | Should -Be 0
    }
}
