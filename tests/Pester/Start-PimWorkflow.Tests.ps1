# Starting workflows.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both' }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'saas' }
    $null = Select-PimSession $session
    $workflow = Get-PimWorkflow (Get-PimWorkflow | Where-Object Code -EQ enrichment).Uuid
    $write, $check = $workflow.Steps
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Start-PimWorkflow' {
    BeforeEach { Select-PimSession $session }

    It 'starts for products and gives one result for each' {
        $products = Get-PimProduct -Family cameras -Enabled $true -Skip 5 -First 3
        $results = $products | Start-PimWorkflow $workflow
        $results.Status | Should -Be Created, Created, Created
        $results.Key | Should -Be $products.Uuid
        $results.Resource | Should -Be Product, Product, Product
        $results.Index | Should -Be 0, 1, 2
        $results[0] | Should -BeOfType PimPowerShell.UpsertResult
        $results[0].StatusCode | Should -BeIn 200, 201, 202, 204
        $results[0].Attempts | Should -Be 1
        $results[0].InputObject.Uuid | Should -Be $products[0].Uuid
        @(Get-PimWorkflowTask -Step $write -Product $products).Count | Should -Be 3
        $results | Format-Table | Out-String -Width 200 | Should -Match 'Index\s+Key\s+Status\s+Code\s+Message'
    }

    It 'takes models from the pipe, and by code' {
        $models = Get-PimProductModel -First 2 -Skip 10
        $results = $models | Start-PimWorkflow $workflow.Uuid
        $results.Status | Should -Be Created, Created
        $results.Resource | Should -Be ProductModel, ProductModel
        $results.Key | Should -Be $models.Code
        (Start-PimWorkflow $workflow -ProductModel (Get-PimProductModel -First 1 -Skip 15).Code).Status | Should -Be Created
    }

    It 'refuses an action, with -WhatIf too, and goes on' {
        $product = Get-PimProduct -First 1
        $action = ConvertFrom-PimAction "{`"data`":{`"productUuid`":`"$($product.Uuid)`"},`"timestamp`":1}"
        foreach ($preview in $true, $false) {
            { $action | Start-PimWorkflow $workflow -WhatIf:$preview -ErrorAction Stop } | Should -Throw 'An action is no item*'
        }
        $results = $action, $product | Start-PimWorkflow $workflow -WhatIf -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed | Should -HaveCount 1
        $results.InputObject.Uuid | Should -Be $product.Uuid
    }

    It 'takes rows that name the workflow and the item' {
        $product = Get-PimProduct -Family lamps -Skip 12 -First 1
        $model = Get-PimProductModel -First 1 -Skip 13
        $rows = [pscustomobject]@{ Workflow = $workflow.Uuid; Product = $product.Uuid }, [pscustomobject]@{ Workflow = $workflow.Uuid; ProductModel = $model.Code }
        $results = $rows | Start-PimWorkflow
        $results.Status | Should -Be Created, Created
        $results.Resource | Should -Be Product, ProductModel
        $results.Key | Should -Be $product.Uuid, $model.Code
    }

    It 'takes rows with an empty cell for what they do not name' {
        $product = Get-PimProduct -Family lamps -Skip 15 -First 1
        $models = (Get-PimProductModel -First 2).Code
        $rows = "Workflow,Product,ProductModel`n$($workflow.Uuid),$($product.Uuid),`n$($workflow.Uuid),,$($models[0])" | ConvertFrom-Csv
        $results = $rows | Start-PimWorkflow
        $results.Status | Should -Be Created, Created
        $results.Key | Should -Be $product.Uuid, $models[0]
        ([pscustomobject]@{ workflow = $workflow.Uuid; product = $null; product_model = $models[1] } | Start-PimWorkflow).Key | Should -Be $models[1]
    }

    It 'tells of rows that name both, neither or no workflow, and takes the others' {
        $product = Get-PimProduct -Family lamps -Skip 16 -First 1
        $rows = "Workflow,Product,ProductModel`n$($workflow.Uuid),$($product.Uuid),model`n$($workflow.Uuid),,`n,$($product.Uuid),`n$($workflow.Uuid),$($product.Uuid)," | ConvertFrom-Csv
        $seen = Measure-Request $sandbox { $rows | Start-PimWorkflow -ErrorAction SilentlyContinue -ErrorVariable script:failed }
        $seen.Requests | Should -Be 1
        $seen.Output.Status | Should -Be Created
        $failed | Should -HaveCount 3
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($failed[0])" | Should -BeLike 'ProductModel: *both*'
        $failed[1].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($failed[1])" | Should -BeLike 'Product: *none*'
        "$($failed[2])" | Should -BeLike '*Workflow*'
        { Start-PimWorkflow $workflow $product -ProductModel model -ErrorAction Stop } | Should -Throw -ErrorId 'PimInvalidInput,*'
        { Start-PimWorkflow $workflow -ErrorAction Stop } | Should -Throw -ErrorId 'PimInvalidInput,*'
        { Start-PimWorkflow $workflow '' -ErrorAction Stop } | Should -Throw 'Product: *none*' -ErrorId 'PimInvalidInput,*'
    }

    It 'takes rows that name the item, and the workflow as an object or a parameter' {
        $product = Get-PimProduct -Family lamps -Skip 14 -First 1
        $codes = (Get-PimProductModel -First 2 -Skip 17).Code
        ([pscustomobject]@{ Workflow = $workflow; Product = $product } | Start-PimWorkflow).Key | Should -Be $product.Uuid
        $results = $codes | ForEach-Object { [pscustomobject]@{ ProductModel = $_ } } | Start-PimWorkflow $workflow
        $results.Status | Should -Be Created, Created
        $results.Key | Should -Be $codes
    }

    It 'takes identifiers, which are looked up' {
        $product = Get-PimProduct -Family lamps -Skip 5 -First 1
        (Start-PimWorkflow $workflow $product.Identifier).Key | Should -Be $product.Uuid
        $result = Start-PimWorkflow $workflow no-such -ErrorAction SilentlyContinue -ErrorVariable failed
        $result.Status, $result.Key | Should -Be Failed, no-such
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
    }

    It 'starts several workflows, and says in each result which it is about' {
        $products = Get-PimProduct -Family furniture -Skip 5 -First 2
        $other = (Get-PimWorkflow | Where-Object Uuid -NE $workflow.Uuid | Select-Object -First 1).Uuid
        $seen = Measure-Request $sandbox { $products | Start-PimWorkflow $workflow, $other -ErrorAction SilentlyContinue }
        $seen.Requests | Should -Be 1
        $seen.Output.Key | Should -Be $products[0].Uuid, $products[0].Uuid, $products[1].Uuid, $products[1].Uuid
        $seen.Output.Index | Should -Be 0, 1, 2, 3
        $seen.Output[0, 2].Message | Should -Be "Workflow '$($workflow.Uuid)' started.", "Workflow '$($workflow.Uuid)' started."
        $seen.Output[1, 3].Message | Should -Match "^Workflow '$other'"
        (Start-PimWorkflow -Workflow $workflow, $other -Product $products -WhatIf).Status | Should -Be Skipped, Skipped, Skipped, Skipped
    }

    It 'tells which of many were refused, in one request' {
        $fresh = (Get-PimProduct -Family shoes -Skip 5 -First 2).Uuid
        $taken = (Get-PimWorkflowTask -Step $write -First 1).Product.uuid
        $seen = Measure-Request $sandbox { $fresh[0], $taken, $fresh[1] | Start-PimWorkflow $workflow -ErrorAction SilentlyContinue -ErrorVariable script:failed }
        $seen.Requests | Should -Be 1
        $seen.Output.Status | Should -Be Created, Failed, Created
        $seen.Output[1].Message | Should -Match 'already in the workflow'
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimItemFailed,*'
        $failed[0].TargetObject | Should -Be $taken
    }

    It 'sends 100 in one request' {
        $seen = Measure-Request $sandbox { 1..101 | ForEach-Object { [guid]::NewGuid() } | Start-PimWorkflow $workflow -ErrorAction SilentlyContinue }
        $seen.Requests | Should -Be 2
        $seen.Output.Count | Should -Be 101
        $seen.Output.Status | Select-Object -Unique | Should -Be Failed
    }

    It 'sends nothing with -WhatIf' {
        $seen = Measure-Request $sandbox { Start-PimWorkflow $workflow ([guid]::NewGuid()) -WhatIf }
        $seen.Requests | Should -Be 0
        $seen.Output.Status | Should -Be Skipped
    }

    It 'takes the workflow by property name' {
        $product = Get-PimProduct -Family lamps -Skip 8 -First 1
        ([pscustomobject]@{ Workflow = $workflow.Uuid; Uuid = $product.Uuid } | Start-PimWorkflow).Status | Should -Be Created
    }

    It 'does not blame a product whose uuid could not be looked up' {
        $sandbox.Options.ResetAfterActingEvery = 1
        $result = 'no-answer' | Start-PimWorkflow $workflow -ErrorAction SilentlyContinue
        $sandbox.Options.ResetAfterActingEvery = 0
        $result.Status, $result.Key | Should -Be Skipped, no-answer
        ('no-such' | Start-PimWorkflow $workflow -ErrorAction SilentlyContinue).Status | Should -Be Failed
    }

    It 'gives each product its result where an answer is lost' {
        $products = Get-PimProduct -Family lamps -Skip 10 -First 2
        $sandbox.Options.ResetAfterActingEvery = 1
        $results = $products | Start-PimWorkflow $workflow -ErrorAction SilentlyContinue -ErrorVariable failed
        $sandbox.Options.ResetAfterActingEvery = 0
        $results.Status | Should -Be Unknown, Unknown
        $results.Key | Should -Be $products.Uuid
        $failed.Count | Should -Be 1
    }
}
